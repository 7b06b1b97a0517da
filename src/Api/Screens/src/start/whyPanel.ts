import { el } from '../shared/dom';
import { amount, date, percent, words } from '../shared/format';
import type { CountedPosting, explanation } from '../shared/wire';
import type { Decoded } from '../shared/decode';
import { row, rows } from '../shared/rows';

/** The rule that gives the tier and the postings that make up the spend. */
export const whyPanel = ({ rule, spend, currency, items, next }: Decoded<typeof explanation>): HTMLElement =>
  el(
    'div',
    {},
    el('p', { class: 'rule' }, rule.text),
    rows(
      items.map((one) => postingRow(one, currency)),
      'No posting counts today.',
    ),
    el(
      'p',
      { class: 'sum' },
      el('span', {}, next === null ? 'Sum' : 'Sum, with those not listed here'),
      el('strong', {}, amount(spend, currency)),
    ),
  );

function postingRow(one: CountedPosting, currency: string): HTMLLIElement {
  const parts = [
    `${date(one.date)}, leaves on ${date(one.leavesOn)}`,
    one.currency === currency ? '' : `${amount(one.amount, one.currency)} at ${one.rate}`,
    one.bonusPercent > 0 ? `+${percent(one.bonusPercent)} bonus` : '',
    one.reversedAmount > 0 ? `${amount(one.reversedAmount, one.currency)} taken back` : '',
  ];
  return row({ title: words(one.type), detail: parts.filter((part) => part !== '').join(', '), value: amount(one.countedAmount, currency) });
}
