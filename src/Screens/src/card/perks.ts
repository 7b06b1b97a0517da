import type { Programme, Status } from '@loyalty/client/contracts';

/** A benefit of the programme, as one member has it. */
export interface Perk {
  readonly code: string;
  /** The day since which it is held, or null while it is not. */
  readonly since: string | null;
  /** The tier that brings it; null where the programme does not tell. */
  readonly tier: string | null;
}

/**
 * Every benefit of the ladder, lowest tier first, held or not: what is to come is worth knowing, and a new tier marks benefits
 * instead of adding lines.
 */
export function perksOf(status: Status, programme: Programme | null): readonly Perk[] {
  const since = new Map(status.benefits.map((one) => [one.code, one.since]));
  const perks = new Map<string, Perk>();
  for (const tier of programme?.tiers ?? []) {
    for (const code of tier.benefits) {
      if (!perks.has(code)) perks.set(code, { code, since: since.get(code) ?? null, tier: tier.name });
    }
  }
  for (const [code, day] of since) {
    if (!perks.has(code)) perks.set(code, { code, since: day, tier: null });
  }
  return [...perks.values()];
}
