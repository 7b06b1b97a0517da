import { getClock, getProgramme, getRatesPage } from '../shared/api';
import { backoff } from '../shared/backoff';
import type { ClockState } from '../shared/contracts';
import { type Setup, makeSetup, rememberSetup, rememberedSetup } from './setup';
import { Signal } from '../shared/signal';

const everyMs = 15_000;
/** Programme and rates change rarely. */
const setupEveryMs = 600_000;
const firstWaitMs = 1_000;
const longestWaitMs = 5_000;
/** Days of rates a page, and pages read at most, in search of every currency that has a rate. */
const ratesPerPage = 1000;
const mostRatePages = 5;

/** Knows whether the engine can be reached and what it says of itself: programme, currencies, day. */
export class ConnectionMonitor {
  /** Whether the engine was found or lost. */
  readonly reached = new Signal<boolean>();
  readonly setUp = new Signal<Setup>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private learnedAt = Number.NEGATIVE_INFINITY;
  private reachable: boolean | null = null;
  private known: Setup | null = rememberedSetup();

  /** As it was last read, perhaps on an earlier day. */
  get setup(): Setup | null {
    return this.known;
  }

  /** Another call has had an answer, or none. */
  saw(isReachable: boolean): void {
    if (this.reachable === isReachable) return;
    this.reachable = isReachable;
    this.reached.emit(isReachable);
    if (!isReachable) this.askIn(backoff(0, firstWaitMs, longestWaitMs));
  }

  /** Asks now and from then on. */
  async ask(): Promise<void> {
    const clock = await getClock();
    this.saw(clock.ok || clock.problem.status !== 0);
    if (clock.ok) await this.learn(clock.value);
    this.failures = clock.ok ? 0 : this.failures + 1;
    this.askIn(clock.ok ? everyMs : backoff(this.failures, firstWaitMs, longestWaitMs));
  }

  private async learn(clock: ClockState): Promise<void> {
    const now = Date.now();
    if (this.known !== null && now - this.learnedAt < setupEveryMs) {
      return this.know(makeSetup(this.known.programme, this.known.currencies, clock, now));
    }
    const [programme, currencies] = await Promise.all([getProgramme(), currenciesWithRates()]);
    if (!programme.ok || currencies === null) return;
    this.learnedAt = now;
    this.know(makeSetup(programme.value, currencies, clock, now));
  }

  private know(setup: Setup): void {
    this.known = setup;
    rememberSetup(setup);
    this.setUp.emit(setup);
  }

  private askIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), ms);
  }
}

async function currenciesWithRates(): Promise<readonly string[] | null> {
  const found = new Set<string>();
  let cursor: string | null = null;
  for (let page = 0; page < mostRatePages; page++) {
    const answer: Awaited<ReturnType<typeof getRatesPage>> = await getRatesPage(ratesPerPage, cursor);
    if (!answer.ok) return null;
    for (const { rates } of answer.value.items) for (const currency of Object.keys(rates)) found.add(currency);
    cursor = answer.value.next;
    if (cursor === null) break;
  }
  return [...found];
}
