/** Hue and chroma in OKLCH; a style sheet adds the lightness that its background needs. */
export interface TierColour {
  readonly hue: number;
  readonly chroma: number;
}

// From a quiet slate over steel and gold to a royal plum. Hue falls through green, so that every ladder stays a spectrum.
const stops: readonly TierColour[] = [
  { hue: 255, chroma: 0.045 },
  { hue: 235, chroma: 0.075 },
  { hue: 82, chroma: 0.105 },
  { hue: -45, chroma: 0.12 },
];

/** The colour of a tier by its place in the ladder, however many tiers that has. */
export function tierColour(level: number, tierCount: number): TierColour {
  const height = tierCount > 1 ? Math.min(Math.max(level / (tierCount - 1), 0), 1) : 0;
  const position = height * (stops.length - 1);
  const below = Math.min(Math.floor(position), stops.length - 2);
  const [from, to] = [stops[below], stops[below + 1]];
  if (from === undefined || to === undefined) return { hue: 255, chroma: 0.045 };
  const part = position - below;
  const hue = from.hue + (to.hue - from.hue) * part;
  return { hue: Math.round((hue + 360) % 360), chroma: Number((from.chroma + (to.chroma - from.chroma) * part).toFixed(4)) };
}
