import type { CountedPosting, explanation } from '@loyalty/client/contracts';
import type { Decoded } from '@loyalty/client/decode';
import { el } from './dom';
import { amount, date, percent, rate } from './format';
import { row, rows } from './rows';
import { texts } from './texts';
import { earningText } from './texts/earningText';
import { ruleText } from './texts/ruleText';
import { spendText } from './texts/spendText';

/** The rule that gives the tier and the postings that make up the spend. */
export const whyPanel = ({ rule, spend, currency, items, next }: Decoded<typeof explanation>): HTMLElement =>
  el(
    'div',
    {},
    el('p', { class: 'rule' }, ruleText(rule, spend, currency)),
    rows(
      items.map((one) => postingRow(one, currency)),
      texts.lists.noPosting,
    ),
    el(
      'p',
      { class: 'sum' },
      el('span', {}, next === null ? texts.lists.sum : texts.lists.sumOfAll),
      el('strong', {}, amount(spend, currency)),
    ),
  );

function postingRow(one: CountedPosting, currency: string): HTMLLIElement {
  const parts = [
    texts.lists.leavesOn(date(one.date), date(one.leavesOn)),
    one.currency === currency ? '' : texts.lists.atRate(amount(one.amount, one.currency), rate(one.rate)),
    one.bonusPercent > 0 && one.earning === null ? texts.lists.bonus(percent(one.bonusPercent)) : '',
    one.reversedAmount > 0 ? texts.lists.takenBackPart(amount(one.reversedAmount, one.currency)) : '',
  ];
  return row({
    title: spendText(one.type),
    detail: parts.filter((part) => part !== '').join(', '),
    value: amount(one.countedAmount, currency),
    more: one.earning === null ? [] : earningText(one.earning, one.currency, currency, false),
  });
}
