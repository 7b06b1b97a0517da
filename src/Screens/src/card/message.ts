import type { ForecastEntry, Programme, Status } from '@loyalty/client/contracts';
import { addDays } from '../shared/civilDate';

/** A loss is told from so many days before it on. */
export const tellDays = 30;

/** The one thing that matters most to this member now. Amounts in the programme's currency. */
export type Message =
  /** The tier is lost on a day unless so much more is spent before. */
  | { readonly kind: 'atRisk'; readonly tier: string; readonly day: string; readonly missing: number | null }
  /** So much leaves on a day, and takes the tier below its threshold unless so much more is spent before. */
  | { readonly kind: 'riskAhead'; readonly tier: string; readonly day: string; readonly leaving: number; readonly missing: number; readonly drop: ForecastEntry | null }
  /** The tier is safe until a day, as far as that can be told. */
  | { readonly kind: 'safe'; readonly tier: string; readonly until: string | null }
  /** The member has just begun, and has the lowest tier. */
  | { readonly kind: 'welcome'; readonly tier: string }
  /** The lowest tier, with spend toward the next. */
  | { readonly kind: 'onTheWay' };

/**
 * What stands on top of the card. It is told from the same figures as the outlook below it.
 * @param entries The forecast, or null while it is not known.
 */
export function messageOf(status: Status, entries: readonly ForecastEntry[] | null, programme: Programme | null): Message {
  const { asOf, tier, spend } = status;
  const risk = entries?.find((one) => one.kind === 'tierAtRisk') ?? null;
  const drop = entries?.find((one) => one.kind === 'tierDropped') ?? null;
  if (tier.atRisk && tier.reviewDate !== null) {
    const threshold = programme?.tiers.find((one) => one.name === tier.name)?.threshold ?? null;
    const missing = drop?.date === tier.reviewDate ? drop.amountToPrevent : threshold === null ? null : threshold - spend.currentPeriod;
    return { kind: 'atRisk', tier: tier.name, day: tier.reviewDate, missing: missing !== null && missing > 0 ? missing : null };
  }
  if (risk !== null && risk.amountToPrevent !== null && risk.date <= addDays(asOf, tellDays)) {
    const leaving = entries?.filter((one) => one.kind === 'spendLeaves' && one.date === risk.date).reduce((sum, one) => sum + (one.leaving ?? 0), 0) ?? 0;
    const after = drop !== null && drop.date >= risk.date ? drop : null;
    return { kind: 'riskAhead', tier: tier.name, day: risk.date, leaving, missing: risk.amountToPrevent, drop: after };
  }
  if (tier.level === 0) return spend.lifetime === 0 ? { kind: 'welcome', tier: tier.name } : { kind: 'onTheWay' };
  return { kind: 'safe', tier: tier.name, until: drop?.date ?? null };
}
