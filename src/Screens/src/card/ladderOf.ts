import type { ForecastEntry, Programme, Status } from '@loyalty/client/contracts';
import { addDays } from '../shared/civilDate';
import { tellDays } from './message';

export interface Rung {
  readonly name: string;
  readonly level: number;
  readonly threshold: number;
  readonly state: 'held' | 'reached' | 'ahead';
}

/** All tiers, with the spend that stays and what of it leaves within {@link tellDays} days. */
export interface SpendLadder {
  /** Lowest first. */
  readonly rungs: readonly Rung[];
  /** Parts of the way from the lowest rung to the highest: what stays, all there is, and that with what waits. Each step between two tiers is as long as any other. */
  readonly staysPart: number;
  readonly wholePart: number;
  /** With what waits, were it there already. */
  readonly waitingPart: number;
  readonly stays: number;
  readonly leaves: number;
}

export function ladderOf({ asOf, tier, spend, pending }: Status, programme: Programme, entries: readonly ForecastEntry[]): SpendLadder {
  const until = addDays(asOf, tellDays);
  const leaves = entries.filter((one) => one.kind === 'spendLeaves' && one.date <= until).reduce((sum, one) => sum + (one.leaving ?? 0), 0);
  const stays = Math.max(0, spend.currentPeriod - leaves);
  const thresholds = programme.tiers.map(({ threshold }) => threshold);
  return {
    rungs: programme.tiers.map(({ name, threshold }, level) => ({
      name,
      level,
      threshold,
      state: level === tier.level ? 'held' : level < tier.level ? 'reached' : 'ahead',
    })),
    staysPart: partOf(stays, thresholds),
    wholePart: partOf(spend.currentPeriod, thresholds),
    waitingPart: partOf(spend.currentPeriod + (pending?.amount ?? 0), thresholds),
    stays,
    leaves,
  };
}

function partOf(spend: number, thresholds: readonly number[]): number {
  const steps = thresholds.length - 1;
  if (steps < 1) return spend > 0 ? 1 : 0;
  const below = thresholds.findLastIndex((threshold) => threshold <= spend);
  if (below < 0) return 0;
  if (below >= steps) return 1;
  const [from = 0, to = 0] = [thresholds[below], thresholds[below + 1]];
  return (below + (to > from ? (spend - from) / (to - from) : 0)) / steps;
}
