import type { Programme } from '@loyalty/client/contracts';
import { byId, el, setText } from '../shared/dom';
import { amount, date } from '../shared/format';
import { Gained } from '../shared/gained';
import type { Moment } from '@loyalty/client';
import { texts as shared } from '../shared/texts';
import { benefitText } from '../shared/texts/benefitText';
import { type Perk, perksOf } from './perks';
import { texts } from './texts';

/** The benefits: those held, those that the next tier brings, and the others on demand. */
export class PerksView {
  private readonly held = byId('card-benefits', HTMLElement);
  private readonly next = byId('next-benefits', HTMLElement);
  private readonly later = byId('later-benefits', HTMLElement);
  private readonly gained = new Gained();

  show({ status, isNew }: Moment, programme: Programme | null): void {
    const { nextTier, toNextTier, currency } = status.spend;
    const gained = this.gained.see(status.benefits.map(({ code }) => code), isNew, performance.now());
    const perks = perksOf(status, programme);
    const held = perks.filter(({ since }) => since !== null);
    const next = perks.filter(({ since, tier }) => since === null && tier === nextTier);
    const later = perks.filter(({ since, tier }) => since === null && tier !== nextTier);
    this.held.replaceChildren(...held.map((perk, index) => item(perk, shared.card.since(date(perk.since ?? '')), gained.has(perk.code) ? index : null)));
    this.next.replaceChildren(...next.map((perk) => item(perk, '', null)));
    this.later.replaceChildren(...later.map((perk) => item(perk, texts.from(perk.tier ?? ''), null)));
    setText(byId('next-title', HTMLElement), nextTier === null ? '' : texts.nextBrings(nextTier, amount(toNextTier ?? 0, currency)));
    byId('next-perks', HTMLElement).hidden = next.length === 0;
    byId('later-perks', HTMLElement).hidden = later.length === 0;
  }
}

/**
 * @param words What stands beside the benefit; empty where its heading says it.
 * @param turn When a benefit that was just gained comes in, one after the other; null for one that was not.
 */
function item({ code, since }: Perk, words: string, turn: number | null): HTMLLIElement {
  const made = el('li', { 'data-code': code, 'data-held': String(since !== null) }, el('span', {}, benefitText(code)), words === '' ? null : el('small', {}, words));
  if (turn !== null) {
    made.dataset['gained'] = 'true';
    made.style.setProperty('--turn', String(turn));
  }
  return made;
}
