import { el } from './dom';

/** Offers codes in a choice; what was chosen stays where it can. What is typed beside it may be understood only now, so the form hears of another choice. */
export function offerCodes(select: HTMLSelectElement, codes: readonly string[], preferred = codes[0] ?? ''): void {
  const chosen = select.value;
  select.replaceChildren(...codes.map((code) => el('option', { value: code }, code)));
  select.value = codes.includes(chosen) ? chosen : preferred;
  if (select.value !== chosen) select.dispatchEvent(new Event('input', { bubbles: true }));
}
