import type { HistoryEntry } from '../shared/wire';
import type { Posting } from './consoleApi';

/** One change of the account: a posting, a move of the tier, or both at once. */
export interface Chapter {
  readonly version: number;
  readonly date: string;
  readonly posting: Posting | null;
  readonly moves: readonly HistoryEntry[];
}

/**
 * Postings and moves of the tier as one story, newest first. A purchase that lifts the tier has the version of the move it brings.
 * @param isWhole Whether all postings are here; if not, moves from before the oldest one wait for it.
 */
export function tellStory(postings: readonly Posting[], moves: readonly HistoryEntry[], isWhole: boolean): readonly Chapter[] {
  const chapters = new Map<number, Chapter>();
  for (const posting of postings) {
    chapters.set(posting.version, { version: posting.version, date: posting.date, posting, moves: [] });
  }
  const oldest = isWhole ? 0 : (postings.at(-1)?.version ?? 0);
  for (const move of moves) {
    if (move.version < oldest) continue;
    const told = chapters.get(move.version) ?? { version: move.version, date: move.date, posting: null, moves: [] };
    chapters.set(move.version, { ...told, moves: [...told.moves, move] });
  }
  return [...chapters.values()].sort((a, b) => b.version - a.version);
}

/** The purchases of which something is left to take back, newest first. */
export const reversible = (postings: readonly Posting[]): readonly Posting[] =>
  postings.filter((one) => one.kind === 'purchase' && one.amount > 0 && one.reversedAmount < one.amount);
