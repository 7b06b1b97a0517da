import { getClock } from '../shared/api';

const againMs = 5 * 60_000;
const afterFailureMs = 5_000;

/** Milliseconds of this machine that only go forward: its calendar clock may be wrong, or be set while the page runs. */
export const ticks = (): number => performance.now();

/** The engine's time, told by the engine and carried on by this machine's ticks in between. */
export class EngineClock {
  private ahead: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Milliseconds since 1970, or null before the engine has told. */
  get now(): number | null {
    return this.ahead === null ? null : ticks() + this.ahead;
  }

  /** Asks now and every few minutes from now on; sooner while the engine cannot be reached. */
  async keep(): Promise<void> {
    clearTimeout(this.timer);
    const asked = ticks();
    const answer = await getClock();
    if (answer.ok) this.learn(Date.parse(answer.value.now), (asked + ticks()) / 2);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.keep(), answer.ok ? againMs : afterFailureMs * (0.75 + Math.random() / 2));
  }

  /** The engine's clock stood at an instant when this machine's ticks stood there. */
  learn(engineMs: number, atTicks: number): void {
    if (Number.isFinite(engineMs)) this.ahead = engineMs - atTicks;
  }
}
