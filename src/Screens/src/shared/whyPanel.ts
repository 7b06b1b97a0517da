import { el } from './dom';
import { amount, date, percent, rate } from './format';
import type { CountedPosting, explanation } from './contracts';
import type { Decoded } from './decode';
import { row, rows } from './rows';
import { panelWords } from './words/panelWords';
import { ruleWords } from './words/ruleWords';
import { spendWord } from './words/spendWords';

/** The rule that gives the tier and the postings that make up the spend. */
export const whyPanel = ({ rule, spend, currency, items, next }: Decoded<typeof explanation>): HTMLElement =>
  el(
    'div',
    {},
    el('p', { class: 'rule' }, ruleWords(rule, spend, currency)),
    rows(
      items.map((one) => postingRow(one, currency)),
      panelWords.noPosting,
    ),
    el(
      'p',
      { class: 'sum' },
      el('span', {}, next === null ? panelWords.sum : panelWords.sumOfAll),
      el('strong', {}, amount(spend, currency)),
    ),
  );

function postingRow(one: CountedPosting, currency: string): HTMLLIElement {
  const parts = [
    panelWords.leavesOn(date(one.date), date(one.leavesOn)),
    one.currency === currency ? '' : panelWords.atRate(amount(one.amount, one.currency), rate(one.rate)),
    one.bonusPercent > 0 ? panelWords.bonus(percent(one.bonusPercent)) : '',
    one.reversedAmount > 0 ? panelWords.takenBackPart(amount(one.reversedAmount, one.currency)) : '',
  ];
  return row({ title: spendWord(one.type), detail: parts.filter((part) => part !== '').join(', '), value: amount(one.countedAmount, currency) });
}
