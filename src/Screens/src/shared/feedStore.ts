import type { Change } from '@loyalty/client/contracts';

/** One line of the feed: a change, or the note that some may be missing. */
export type FeedLine =
  | { readonly key: string; readonly change: Change; readonly tookMs: number | null }
  | { readonly key: string; readonly change: null };

/** Changes that a feed holds. */
export const feedLength = 50;
const remembered = 4 * feedLength;

/** The last changes, newest first, each once. */
export class FeedStore {
  private held: FeedLine[] = [];
  private readonly seen = new Set<string>();
  private breaks = 0;

  /** Changes since the start, also those that are no longer held. */
  count = 0;

  get lines(): readonly FeedLine[] {
    return this.held;
  }

  /** False when the change has come before: a page that watches a member and everybody is told twice. */
  add(change: Change, tookMs: number | null): boolean {
    const key = `${change.memberId} ${change.version}`;
    if (this.seen.has(key)) return false;
    this.remember(key);
    this.count++;
    this.push({ key, change, tookMs });
    return true;
  }

  /** The connection was lost: what happened meanwhile is not told again. */
  addBreak(): void {
    if (this.held.length === 0 || this.held[0]?.change === null) return;
    this.push({ key: `break ${++this.breaks}`, change: null });
  }

  private push(line: FeedLine): void {
    this.held = [line, ...this.held].slice(0, feedLength);
  }

  private remember(key: string): void {
    this.seen.add(key);
    for (const oldest of this.seen) {
      if (this.seen.size <= remembered) break;
      this.seen.delete(oldest);
    }
  }
}
