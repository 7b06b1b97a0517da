import { type Problem, Signal } from '@loyalty/client';
import type { Programme } from '@loyalty/client/contracts';
import { loyalty } from './engine';

const everyMs = 60_000;
const firstWaitMs = 500;
const longestWaitMs = 30_000;

/** Keeps the page's programme the engine's: read at the start, on every new connection and every minute, for a page may be open for months. */
export class ProgrammeMonitor {
  /** The programme, when it is first known and whenever it is another. */
  readonly changed = new Signal<Programme>();
  /** It could not be read, and none is known yet. */
  readonly failed = new Signal<Problem>();
  private known: Programme | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitMs = firstWaitMs;
  private turn: Promise<void> | null = null;

  get programme(): Programme | null {
    return this.known;
  }

  /** Reads it now, and from then on. One reading at a time. */
  read(): Promise<void> {
    this.turn ??= this.readOnce().finally(() => {
      this.turn = null;
    });
    return this.turn;
  }

  private async readOnce(): Promise<void> {
    clearTimeout(this.timer);
    const answer = await loyalty.getProgramme();
    if (answer.ok) {
      this.waitMs = firstWaitMs;
      if (JSON.stringify(answer.value) !== JSON.stringify(this.known)) {
        this.known = answer.value;
        this.changed.emit(answer.value);
      }
    } else {
      this.waitMs = Math.min(this.waitMs * 2, longestWaitMs);
      if (this.known === null) this.failed.emit(answer.problem);
    }
    this.timer = setTimeout(() => void this.read(), answer.ok ? everyMs : this.waitMs * (0.75 + Math.random() / 2));
  }
}
