import type { HistoryEntry } from '@loyalty/client/contracts';
import type { Posting } from './consoleApi';

/** One change of the account: a posting, a change of the tier, or both at once. */
export interface TimelineEntry {
  readonly version: number;
  readonly date: string;
  readonly posting: Posting | null;
  readonly tierChanges: readonly HistoryEntry[];
}

/**
 * Postings and tier changes as one timeline, newest first. A purchase that lifts the tier has the version of the change it brings.
 * @param isWhole Whether all postings are here; if not, tier changes from before the oldest one wait for it.
 */
export function timelineOf(postings: readonly Posting[], tierChanges: readonly HistoryEntry[], isWhole: boolean): readonly TimelineEntry[] {
  const entries = new Map<number, TimelineEntry>();
  for (const posting of postings) {
    entries.set(posting.version, { version: posting.version, date: posting.date, posting, tierChanges: [] });
  }
  const oldest = isWhole ? 0 : (postings.at(-1)?.version ?? 0);
  for (const change of tierChanges) {
    if (change.version < oldest) continue;
    const told = entries.get(change.version) ?? { version: change.version, date: change.date, posting: null, tierChanges: [] };
    entries.set(change.version, { ...told, tierChanges: [...told.tierChanges, change] });
  }
  return [...entries.values()].sort((a, b) => b.version - a.version);
}

/** The purchases of which something is left to take back, newest first. */
export const reversible = (postings: readonly Posting[]): readonly Posting[] =>
  postings.filter((one) => one.kind === 'purchase' && one.amount > 0 && one.reversedAmount < one.amount);
