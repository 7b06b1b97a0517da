import { byId, el } from '../shared/dom';
import { amount } from '../shared/format';
import { spendText } from '../shared/texts/spendText';
import type { BasketLine } from './basket';
import { texts } from './texts';

/** The rate a line is taxed by until somebody types another. */
const usualRate = '8.1';

/** A field a line for its rate of tax. */
export const rateFields = (lines: readonly BasketLine[], form: string): readonly HTMLElement[] =>
  lines.map(({ type, amount: sum, currency }, index) =>
    el(
      'div',
      { class: 'back-line' },
      el('label', { class: 'back-what', for: `${form}-rate-${index}` }, el('span', {}, `${spendText(type)}, ${amount(sum, currency)}`, el('small', {}, texts.voucherVat))),
      el('span', {}),
      el('input', { id: `${form}-rate-${index}`, inputmode: 'decimal', autocomplete: 'off', maxlength: '8', value: usualRate }),
    ),
  );

/** The rates that are typed; null where one is none. */
export function ratesOf(lines: readonly BasketLine[], form: string): readonly number[] | null {
  const rates = lines.map((_, index) => Number(byId(`${form}-rate-${index}`, HTMLInputElement).value.replace(',', '.')));
  return rates.some((rate) => !(rate >= 0 && rate <= 100)) ? null : rates;
}
