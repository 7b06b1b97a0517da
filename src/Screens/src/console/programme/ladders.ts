import type { Outcome } from './programmeApi';

/** One rung of both ladders. A tier that one of them lacks has nobody on it. */
export interface TwoRungs {
  readonly code: string;
  readonly before: number;
  readonly after: number;
  /** Parts of the fullest rung. */
  readonly beforePart: number;
  readonly afterPart: number;
}

/** Members who go from a rung of the left ladder to one of the right. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly members: number;
  /** Rows of the two rungs, the highest tier first. */
  readonly fromRow: number;
  readonly toRow: number;
  readonly isUp: boolean;
  /** Part of the largest move. */
  readonly part: number;
}

export interface Ladders {
  /** Highest tier first. */
  readonly rungs: readonly TwoRungs[];
  /** Most members first. */
  readonly moves: readonly Move[];
}

/** What a rehearsal found, as two ladders and the moves between them. */
export function laddersOf({ tiers, moves }: Outcome): Ladders {
  // As it is told: from the lowest tier up, those that are gone behind.
  const rungs = tiers.toReversed();
  const most = Math.max(1, ...tiers.flatMap(({ before, after }) => [before, after]));
  const largest = Math.max(1, ...moves.map(({ members }) => members));
  const rowOf = (code: string): number => rungs.findIndex((one) => one.code === code);
  return {
    rungs: rungs.map(({ code, before, after }) => ({ code, before, after, beforePart: before / most, afterPart: after / most })),
    moves: moves.map(({ from, to, members }) => ({
      from,
      to,
      members,
      fromRow: rowOf(from),
      toRow: rowOf(to),
      isUp: rowOf(to) < rowOf(from),
      part: members / largest,
    })),
  };
}
