import { byId, setText } from '../shared/dom';
import { benefitText } from '../shared/texts/benefitText';
import { type Receipt, has } from './receipt';
import { texts } from './texts';

/** What the lines of a receipt did to the tier, taken together. */
export interface Gain {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly benefits: readonly string[];
}

/** From the first line's tier to the last line's, with all that came in between; null when the tier stayed untouched. */
export function gainOf(receipt: Receipt): Gain | null {
  const changes = receipt.lines.flatMap(({ state }) => (state.kind === 'done' && state.tierChange !== null ? [state.tierChange] : []));
  const [first, last] = [changes[0], changes.at(-1)];
  if (first === undefined || last === undefined) return null;
  const benefits = [...new Set(changes.flatMap(({ benefitsGained }) => benefitsGained ?? []))];
  return { kind: last.kind, from: first.from, to: last.to, benefits };
}

/** Tells the cashier what became of the last receipt. */
export function showOutcome(receipt: Receipt | null): void {
  const gain = receipt === null ? null : gainOf(receipt);
  const state = receipt === null ? 'none' : has(receipt, 'refused') ? 'refused' : has(receipt, 'waiting') ? 'waiting' : 'done';
  const place = byId('outcome', HTMLElement);
  place.dataset['state'] = state;
  place.dataset['gain'] = gain?.kind ?? 'none';
  setText(byId('outcome-title', HTMLElement), gain === null ? '' : gainWords(gain));
  setText(byId('outcome-detail', HTMLElement), receipt === null ? '' : progressWords(receipt, state));
  // Seen as marks on the list of benefits; heard here.
  setText(byId('outcome-gained', HTMLElement), gain?.kind === 'upgraded' ? gain.benefits.map(benefitText).join(', ') : '');
}

export function gainWords({ kind, from, to }: Gain): string {
  if (kind === 'upgraded') return texts.upgraded(to);
  return kind === 'retained' ? texts.retained(to) : texts.corrected(from, to);
}

function progressWords({ kind, number }: Receipt, state: string): string {
  const words = kind === 'sale' ? [texts.saleSending, texts.saleDone, texts.saleRefused] : [texts.refundSending, texts.refundDone, texts.refundRefused];
  return words[state === 'waiting' ? 0 : state === 'done' ? 1 : 2]?.(number) ?? '';
}
