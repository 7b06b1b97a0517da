import { el } from '../shared/dom';
import { offerCodes } from '../shared/options';
import { spendText } from '../shared/texts/spendText';

const types = ['flight', 'ancillary', 'partner'] as const;

/** Fills every choice of a kind of spend on the page. */
export function offerTypes(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-types]')) {
    select.replaceChildren(...types.map((type) => el('option', { value: type }, spendText(type))));
  }
}

/** Fills every choice of a currency: the programme's own first, then those that have a rate. */
export function offerCurrencies(own: string, rated: readonly string[]): void {
  const codes = [...new Set([own, ...[...rated].sort()])];
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-currencies]')) offerCodes(select, codes);
}
