import { Signal } from '@loyalty/client';
import { loyalty } from './engine';
import { dateIn } from './civilDate';

const againMs = 60_000;
const afterFailureMs = 5_000;

/** Milliseconds of this machine that only go forward: its calendar clock may be wrong, or be set while the page runs. */
export const ticks = (): number => performance.now();

/** The engine's time, told by the engine and carried on by this machine's ticks in between. No page takes a date from its machine. */
export class EngineClock {
  /** The engine has told its time. */
  readonly told = new Signal();
  private ahead: number | null = null;
  private isAsking = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Milliseconds since 1970, or null before the engine has told. */
  get now(): number | null {
    return this.ahead === null ? null : ticks() + this.ahead;
  }

  /** The instant as the API writes it, or null before the engine has told. */
  get instant(): string | null {
    return this.now === null ? null : new Date(this.now).toISOString();
  }

  /** The civil date in a zone, or null before the engine has told. */
  dayIn(timeZone: string): string | null {
    return this.now === null ? null : dateIn(new Date(this.now), timeZone);
  }

  /** Asks now and every minute from now on; sooner while the engine cannot be reached. */
  async keep(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    clearTimeout(this.timer);
    const asked = ticks();
    const answer = await loyalty.getClock();
    this.isAsking = false;
    if (answer.ok) this.learn(Date.parse(answer.value.now), (asked + ticks()) / 2);
    this.timer = setTimeout(() => void this.keep(), answer.ok ? againMs : afterFailureMs * (0.75 + Math.random() / 2));
  }

  /** The engine's clock stood at an instant when this machine's ticks stood there. */
  learn(engineMs: number, atTicks: number): void {
    if (!Number.isFinite(engineMs)) return;
    this.ahead = engineMs - atTicks;
    this.told.emit();
  }
}
