import type { AlignedData } from 'uplot';
import { secretHeaders } from '../shared/access/secret';
import { byId, setText } from '../shared/dom';
import { type EngineClock, ticks } from '../shared/engineClock';
import { locale } from '../shared/i18n';
import { type Ink, Plot, type PlotOptions } from '../shared/plot';
import { readingOf } from './metricsText';
import { type Point, Traffic } from './traffic';
import { sentences } from './texts';
import { texts } from './texts';

const everyMs = 2_000;

/** Clocks of one machine agree; those of two may not, and then the difference is no latency. */
const mostBelievableMs = 60_000;

/** Pushes that wait for the engine's time, when the page opens; more are let pass. */
const mostUntimed = 200;

type Value = (point: Point) => number | null;

/** Commands a second and latencies as they come. Measures from the start, draws while it is seen. */
export class TrafficPanel {
  private readonly traffic = new Traffic();
  private readonly charts: readonly { readonly id: string; readonly values: readonly Value[]; plot: Plot | null }[] = [
    { id: 'rate', values: [(one) => one.perSecond], plot: null },
    { id: 'push', values: [(one) => one.pushMedian, (one) => one.pushMost], plot: null },
    { id: 'commit', values: [(one) => one.commit], plot: null },
  ];
  private isSeen = false;
  private isComparable = true;
  private isReading = false;
  private startedAt: number | null = null;
  private untimed: { readonly at: string; readonly seen: number }[] = [];

  constructor(private readonly clock: EngineClock) {
    clock.told.on(() => {
      for (const push of this.untimed.splice(0)) this.measure(push.at, push.seen);
    });
    setInterval(() => void this.read(), everyMs);
    this.showNumbers();
  }

  /** A test clock stands still: nothing can be measured against it. */
  learn(isTestClock: boolean): void {
    this.isComparable = !isTestClock;
    this.showNumbers();
  }

  pushed(at: string): void {
    this.measure(at, ticks());
  }

  /** What comes before the engine has told its time is measured once it has. */
  private measure(at: string, seen: number): void {
    const now = this.clock.now;
    if (now === null) {
      if (this.untimed.length < mostUntimed) this.untimed.push({ at, seen });
      return;
    }
    const tookMs = now - ticks() + seen - Date.parse(at);
    if (this.isComparable && tookMs > -1_000 && tookMs < mostBelievableMs) this.traffic.pushed(Math.max(0, tookMs));
  }

  show(isSeen: boolean): void {
    this.isSeen = isSeen;
    for (const chart of this.charts) {
      if (isSeen && chart.plot === null) chart.plot = new Plot(byId(`${chart.id}-plot`, HTMLElement), (ink) => options(ink, chart.values.length), this.data(chart.values));
      if (!isSeen) {
        chart.plot?.remove();
        chart.plot = null;
      }
    }
    if (isSeen) void this.read();
  }

  private async read(): Promise<void> {
    if (this.isReading || document.hidden || this.clock.now === null) return;
    this.isReading = true;
    try {
      const answer = await fetch('/metrics', { headers: secretHeaders(), signal: AbortSignal.timeout(everyMs) });
      if (answer.ok) this.traffic.read(readingOf(await answer.text()), this.seconds());
    } catch {
      // The light at the top says that the engine is away; the plot has a hole there.
    } finally {
      this.isReading = false;
    }
    this.showNumbers();
    if (this.isSeen) for (const chart of this.charts) chart.plot?.show(this.data(chart.values));
  }

  /** The engine's time when it was first told, carried on: a test clock stands still, and a plot must not. */
  private seconds(): number {
    this.startedAt ??= (this.clock.now ?? 0) - ticks();
    return (this.startedAt + ticks()) / 1_000;
  }

  private data(values: readonly Value[]): AlignedData {
    const points = this.traffic.points;
    return [points.map((one) => one.at), ...values.map((value) => points.map(value))] as AlignedData;
  }

  private showNumbers(): void {
    this.describe('rate', [(one) => one.perSecond, (one) => one.perSecond], (now, most) => sentences.rateNow(now, most), 1);
    this.describe('commit', [(one) => one.commit, (one) => one.commit], (now, most) => sentences.meanNow(now, most), 2);
    if (this.isComparable) this.describe('push', [(one) => one.pushMedian, (one) => one.pushMost], (now, most) => sentences.latencyNow(now, most), 0);
    else setText(byId('push-said', HTMLElement), texts.noLatency);
  }

  private describe(id: string, [now, most]: readonly [Value, Value], words: (now: string, most: string) => string, decimals: number): void {
    const points = this.traffic.points;
    const latest = points.findLast((one) => now(one) !== null);
    const largest = points.reduce<number | null>((top, one) => Math.max(top ?? 0, most(one) ?? 0), null);
    const number = (value: number): string => value.toLocaleString(locale.tag, { maximumFractionDigits: decimals });
    const said = latest === undefined ? texts.noSamples : words(number(now(latest) ?? 0), number(largest ?? 0));
    setText(byId(`${id}-said`, HTMLElement), said);
  }
}

function options(ink: Ink, series: number): PlotOptions {
  const axis = { stroke: ink.text, font: ink.font, grid: { stroke: ink.grid, width: 1 }, ticks: { stroke: ink.grid, width: 1 } };
  const lines = [
    { stroke: ink.line, width: 2, fill: ink.ground, points: { show: false } },
    { stroke: ink.warn, width: 1, points: { show: false } },
  ];
  return {
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, __, most) => [0, Math.max(most * 1.1, 1)] } },
    axes: [{ ...axis, space: 84, values: (_, ticks) => ticks.map((at) => new Date(at * 1_000).toLocaleTimeString(locale.tag, { timeStyle: 'medium' })) }, { ...axis, size: 56 }],
    series: [{}, ...lines.slice(0, series)],
  };
}
