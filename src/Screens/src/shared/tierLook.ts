/** How a tier looks. Hue and chroma in OKLCH; a style sheet adds the lightness that its ground needs, or paints the metal itself. */
export interface TierLook {
  readonly hue: number;
  readonly chroma: number;
  /** The metal or stone that the tier is named after; `plain` for all others. */
  readonly metal: Metal;
}

export type Metal = keyof typeof metals | 'plain';

// Words are compared without case and accents. Gold is gold in every ladder, wherever it stands in it.
const metals = {
  bronze: { hue: 52, chroma: 0.095, words: ['bronze', 'bronzo', 'copper', 'kupfer', 'cuivre', 'rame'] },
  silver: { hue: 250, chroma: 0.022, words: ['silver', 'silber', 'argent', 'argento', 'plata'] },
  gold: { hue: 84, chroma: 0.115, words: ['gold', 'golden', 'or', 'oro'] },
  platinum: { hue: 295, chroma: 0.05, words: ['platinum', 'platin', 'platine', 'platino'] },
  titanium: { hue: 215, chroma: 0.03, words: ['titanium', 'titan', 'titane', 'titanio'] },
  diamond: { hue: 205, chroma: 0.07, words: ['diamond', 'diamant', 'diamante'] },
  ruby: { hue: 18, chroma: 0.14, words: ['ruby', 'rubin', 'rubis', 'rubino'] },
  emerald: { hue: 160, chroma: 0.1, words: ['emerald', 'smaragd', 'emeraude', 'smeraldo', 'jade'] },
  sapphire: { hue: 262, chroma: 0.13, words: ['sapphire', 'saphir', 'zaffiro'] },
  black: { hue: 60, chroma: 0.008, words: ['black', 'schwarz', 'noir', 'nero', 'obsidian', 'onyx'] },
} as const;

// Tiers without a colour of their own go from blue over violet to plum: none of them looks like a metal.
const lowest = { hue: 238, chroma: 0.085 };
const highest = { hue: 345, chroma: 0.12 };

/** By what the programme says, else by the tier's name, else by its place in the ladder, however many tiers that has. */
export function tierLook(name: string, level: number, tierCount: number, colour: string | null = null): TierLook {
  const own = colour === null ? null : lookOf(colour);
  if (own !== null) return own;
  const metal = metalIn(name);
  if (metal !== null) return { hue: metals[metal].hue, chroma: metals[metal].chroma, metal };
  const part = tierCount > 1 ? Math.min(Math.max(level / (tierCount - 1), 0), 1) : 0;
  const between = (from: number, to: number): number => from + (to - from) * part;
  return {
    hue: Math.round(between(lowest.hue, highest.hue)),
    chroma: Number(between(lowest.chroma, highest.chroma).toFixed(4)),
    metal: 'plain',
  };
}

function metalIn(name: string): keyof typeof metals | null {
  const words = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}]+/u);
  for (const [metal, { words: known }] of Object.entries(metals)) {
    if (words.some((word) => (known as readonly string[]).includes(word))) return metal as keyof typeof metals;
  }
  return null;
}

/** A colour such as "#c9a227" in OKLCH; null for what is none. */
function lookOf(colour: string): TierLook | null {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (parts === null) return null;
  const [r = 0, g = 0, b = 0] = parts.slice(1).map((part) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const [a, c] = [1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
  const hue = (Math.atan2(c, a) * 180) / Math.PI;
  return { hue: Math.round((hue + 360) % 360), chroma: Number(Math.min(Math.hypot(a, c), 0.16).toFixed(4)), metal: 'plain' };
}
