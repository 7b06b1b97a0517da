import { tierColour } from './tierColour';

/** Gives an element the colour of a tier. By property, not by attribute: the page's policy allows no inline style. */
export function paintTier(element: HTMLElement, level: number, tierCount: number): void {
  const colour = tierColour(level, tierCount);
  element.style.setProperty('--tier-hue', String(colour.hue));
  element.style.setProperty('--tier-chroma', String(colour.chroma));
}
