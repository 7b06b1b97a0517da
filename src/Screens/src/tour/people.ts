/** The demo's prepared people, under the numbers that it gives them. */
export const people = {
  near: 'NORA2026',
  isNew: 'NICO2026',
  atRisk: 'LUCA2026',
  refunded: 'ROSA2026',
} as const;

/** The purchase of the refunded one that is taken back. */
export const refundable = 'tour-rosa-3';
