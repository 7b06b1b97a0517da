import type { ForecastEntry, Status } from '@loyalty/client/contracts';
import { addMonths } from '../shared/civilDate';
import { byId, el, setText } from '../shared/dom';
import { forecastPanel } from '../shared/forecastPanel';
import { amount, date, dayOfYear } from '../shared/format';
import { outlookOf } from './outlook';
import type { OutlookPlot } from './outlookPlot';
import { texts } from './texts';

/** What leaves when: the days that matter most in words, the picture and every day on demand. Nothing is said of what is not to come. */
export class OutlookView {
  private readonly section = byId('outlook', HTMLElement);
  private readonly facts = byId('outlook-facts', HTMLElement);
  private readonly more = byId('outlook-more', HTMLDetailsElement);
  private readonly all = byId('outlook-all', HTMLElement);
  private plot: OutlookPlot | null = null;
  private shown: { readonly status: Status; readonly entries: readonly ForecastEntry[] } | null = null;

  constructor(private readonly thresholdOf: (tier: string) => number | null) {
    this.more.addEventListener('toggle', () => void this.draw());
  }

  show(status: Status, entries: readonly ForecastEntry[]): void {
    this.shown = { status, entries };
    this.section.hidden = entries.length === 0;
    const outlook = outlookOf(status.asOf, status.spend.currentPeriod, entries);
    const facts = [leavingFact(outlook.nextLeaving, status), lossFact(outlook.nextRisk, 'risk', status), lossFact(outlook.nextDrop, 'drop', status)];
    this.facts.replaceChildren(...facts.filter((fact) => fact !== null));
    this.all.replaceChildren(forecastPanel(entries, status.spend.currency));
    void this.draw();
  }

  showProblem(words: string): void {
    setText(this.facts, words);
  }

  /** The picture comes with whoever asks for it: most never do, and it weighs as much as the rest of the page. */
  private async draw(): Promise<void> {
    if (!this.more.open || this.shown === null) return;
    const picture = await import('./outlookPlot').catch(() => null);
    if (picture === null) return;
    const { status, entries } = this.shown;
    this.plot ??= new picture.OutlookPlot(byId('outlook-plot', HTMLElement));
    this.plot.show(outlookOf(status.asOf, status.spend.currentPeriod, entries), status.tier.name, this.thresholdOf(status.tier.name));
  }
}

function leavingFact(next: ForecastEntry | null, { asOf, spend: { currency } }: Status): HTMLElement | null {
  if (next === null) return null;
  return fact(texts.nextLeaving, day(next.date, asOf), texts.leavingWords(amount(next.leaving ?? 0, currency), amount(next.spend, currency)));
}

function lossFact(next: ForecastEntry | null, tone: 'risk' | 'drop', { asOf, spend: { currency } }: Status): HTMLElement | null {
  if (next === null) return null;
  const title = tone === 'risk' ? texts.risk(next.to ?? next.from ?? '') : texts.drop(next.from ?? '', next.to ?? '');
  const remedy = next.amountToPrevent === null ? '' : texts.prevents(amount(next.amountToPrevent, currency));
  return fact(title, day(next.date, asOf), remedy, tone);
}

/** Within a year the day says enough. */
const day = (isoDate: string, today: string): string => (isoDate < addMonths(today, 12) ? dayOfYear(isoDate) : date(isoDate));

const fact = (title: string, when: string, what: string, tone?: string): HTMLElement =>
  el('div', { 'data-tone': tone }, el('dt', {}, title), el('dd', { class: 'when' }, when), el('dd', { class: 'what' }, what));
