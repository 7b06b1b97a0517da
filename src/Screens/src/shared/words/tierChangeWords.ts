import { words } from '../format';
import { type Dictionary, translate } from '../i18n';

/** A move of the tier, from the one to the other. Corrections may leave the tier as it is. */
type Move = (from: string, to: string) => string;

interface Moves {
  readonly tierUpgraded: Move;
  readonly tierAtRisk: Move;
  readonly tierRetained: Move;
  readonly tierDropped: Move;
  readonly tierCorrected: Move;
}

export const tierChangeWords: Dictionary<Moves> = {
  de: {
    tierUpgraded: (from, to) => `${from} zu ${to} aufgestiegen`,
    tierAtRisk: (_, to) => `${to} gefährdet`,
    tierRetained: (_, to) => `${to} behalten`,
    tierDropped: (from, to) => `Von ${from} auf ${to}`,
    tierCorrected: (from, to) => (from === to ? `${to} berichtigt` : `${from} auf ${to} berichtigt`),
  },
  fr: {
    tierUpgraded: (from, to) => `De ${from} à ${to}`,
    tierAtRisk: (_, to) => `${to} menacé`,
    tierRetained: (_, to) => `${to} conservé`,
    tierDropped: (from, to) => `De ${from} redescendu à ${to}`,
    tierCorrected: (from, to) => (from === to ? `${to} rectifié` : `${from} rectifié en ${to}`),
  },
  it: {
    tierUpgraded: (from, to) => `Da ${from} a ${to}`,
    tierAtRisk: (_, to) => `${to} a rischio`,
    tierRetained: (_, to) => `${to} mantenuto`,
    tierDropped: (from, to) => `Da ${from} sceso a ${to}`,
    tierCorrected: (from, to) => (from === to ? `${to} rettificato` : `${from} rettificato in ${to}`),
  },
  en: {
    tierUpgraded: (from, to) => `${from} to ${to}`,
    tierAtRisk: (_, to) => `${to} at risk`,
    tierRetained: (_, to) => `${to} kept`,
    tierDropped: (from, to) => `${from} down to ${to}`,
    tierCorrected: (from, to) => (from === to ? `${to} corrected` : `${from} corrected to ${to}`),
  },
};

/** A move of the tier as the heading of a line; a kind that is not known by its own name. */
export function tierChangeWord(kind: string, from: string, to: string): string {
  const known = Object.entries(translate(tierChangeWords)).find(([one]) => one === kind)?.[1] as Move | undefined;
  return known?.(from, to) ?? words(kind);
}
