import type { Programme } from '@loyalty/client/contracts';

/** One-click amounts of a size that means something in the programme: parts of its first threshold. */
export function quickAmounts(programme: Programme | null): readonly number[] {
  const first = programme?.tiers[1]?.threshold ?? 0;
  return first >= 20 ? [first / 20, first / 4, first / 2, first].map((value) => Math.round(value)) : [50, 250, 500, 1000];
}
