import { Signal, backoff } from '@loyalty/client';
import { loyalty } from '../shared/engine';
import { EngineClock, ticks } from '../shared/engineClock';
import { type Setup, makeSetup, rememberSetup, rememberedSetup } from './setup';

const everyMs = 15_000;
/** Rates change rarely, and come in many pages. */
const currenciesEveryMs = 600_000;
const programmeEveryMs = 60_000;
const firstWaitMs = 1_000;
const longestWaitMs = 5_000;
/** Days of rates a page, and pages read at most, in search of every currency that has a rate. */
const ratesPerPage = 1000;
const mostRatePages = 5;

/** Knows whether the engine can be reached and what it says of itself: programme, currencies, day. */
export class ConnectionMonitor {
  /** The engine's time: what a sale is dated by. */
  readonly clock = new EngineClock();
  /** Whether the engine was found or lost. */
  readonly reached = new Signal<boolean>();
  readonly setUp = new Signal<Setup>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private currenciesAt = Number.NEGATIVE_INFINITY;
  private programmeAt = Number.NEGATIVE_INFINITY;
  private reachable: boolean | null = null;
  private known: Setup | null = rememberedSetup();

  /** As it was last read, perhaps on an earlier day. */
  get setup(): Setup | null {
    return this.known;
  }

  /** The engine has answered last. */
  get isReached(): boolean {
    return this.reachable === true;
  }

  /** Another call has had an answer, or none. */
  saw(isReachable: boolean): void {
    if (this.reachable === isReachable) return;
    this.reachable = isReachable;
    // Who was away may have come back with another programme.
    this.programmeAt = Number.NEGATIVE_INFINITY;
    this.reached.emit(isReachable);
    if (!isReachable) this.askIn(backoff(0, firstWaitMs, longestWaitMs));
  }

  /** Asks now and from then on. */
  async ask(): Promise<void> {
    const asked = ticks();
    const clock = await loyalty.getClock();
    if (clock.ok) this.clock.learn(Date.parse(clock.value.now), (asked + ticks()) / 2);
    this.saw(clock.ok || clock.problem.status !== 0);
    if (clock.ok) await this.learn();
    this.failures = clock.ok ? 0 : this.failures + 1;
    this.askIn(clock.ok ? everyMs : backoff(this.failures, firstWaitMs, longestWaitMs));
  }

  /** The programme's day as a civil date; null before the engine has told its time. */
  get day(): string | null {
    return this.known === null ? null : this.clock.dayIn(this.known.programme.timeZone);
  }

  private async learn(): Promise<void> {
    const now = ticks();
    const { known } = this;
    if (known !== null && now - this.programmeAt < programmeEveryMs) return;
    const needsCurrencies = known === null || now - this.currenciesAt >= currenciesEveryMs;
    const [programme, currencies] = await Promise.all([loyalty.getProgramme(), needsCurrencies ? currenciesWithRates() : known.currencies]);
    if (!programme.ok || currencies === null) return;
    this.programmeAt = now;
    if (needsCurrencies) this.currenciesAt = now;
    this.know(makeSetup(programme.value, currencies));
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
    const answer: Awaited<ReturnType<typeof loyalty.getRates>> = await loyalty.getRates(ratesPerPage, cursor);
    if (!answer.ok) return null;
    for (const { rates } of answer.value.items) for (const currency of Object.keys(rates)) found.add(currency);
    cursor = answer.value.next;
    if (cursor === null) break;
  }
  return [...found];
}
