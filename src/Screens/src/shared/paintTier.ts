import type { Ladder } from './ladder';

/** Gives an element the colour of a tier. By property, not by attribute: the page's policy allows no inline style. */
export function paintTier(element: HTMLElement, tier: { readonly name: string; readonly level: number }, ladder: Ladder): void {
  const { hue, chroma, metal } = ladder.look(tier.name, tier.level);
  element.style.setProperty('--tier-hue', String(hue));
  element.style.setProperty('--tier-chroma', String(chroma));
  element.dataset['metal'] = metal;
}
