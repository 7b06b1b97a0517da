import type { Reading } from './metricsText';

/** Points that a plot holds: ten minutes of one every two seconds. However long the page is open, there are no more. */
export const mostPoints = 300;

/** Pushes between two readings of which the median is taken; more are let pass. */
const mostPushes = 2_000;

/** What was measured between two readings; null where it could not be. */
export interface Point {
  /** Seconds since 1970. */
  readonly at: number;
  readonly perSecond: number | null;
  /** Milliseconds from the record of a change to this page: the middle one and the largest. */
  readonly pushMedian: number | null;
  readonly pushMost: number | null;
  /** Milliseconds of a batch, on average. */
  readonly commit: number | null;
}

/** Turns readings and pushes into points of a plot. */
export class Traffic {
  private held: readonly Point[] = [];
  private last: { readonly at: number; readonly reading: Reading } | null = null;
  private pushes: number[] = [];

  get points(): readonly Point[] {
    return this.held;
  }

  pushed(tookMs: number): void {
    if (this.pushes.length < mostPushes) this.pushes.push(tookMs);
  }

  /** Takes a reading of the metrics; the first one only begins, and pushes before it count for the point of the second. */
  read(reading: Reading, at: number): void {
    const before = this.last;
    this.last = { at, reading };
    if (before === null || at <= before.at) return;
    const pushes = this.pushes.sort((a, b) => a - b);
    this.pushes = [];
    const commands = grown(before.reading.commands, reading.commands);
    const commits = grown(before.reading.commits, reading.commits);
    const seconds = grown(before.reading.commitSeconds, reading.commitSeconds);
    const point: Point = {
      at,
      perSecond: commands === null ? null : commands / (at - before.at),
      pushMedian: pushes[Math.floor(pushes.length / 2)] ?? null,
      pushMost: pushes.at(-1) ?? null,
      commit: commits === null || seconds === null || commits === 0 ? null : (seconds * 1_000) / commits,
    };
    this.held = [...this.held, point].slice(-mostPoints);
  }
}

/** By how much a counter grew; null when it is not there, or began anew because the engine did. */
const grown = (before: number | null, now: number | null): number | null => (before === null || now === null || now < before ? null : now - before);
