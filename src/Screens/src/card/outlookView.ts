import { byId, el, setText } from '../shared/dom';
import { forecastPanel } from '../shared/forecastPanel';
import { addMonths } from '../shared/civilDate';
import { amount, date, dayOfYear } from '../shared/format';
import type { ForecastEntry, Status } from '../shared/contracts';
import { outlookOf } from './outlook';
import { OutlookPlot } from './outlookPlot';
import { texts } from './texts';

/** What leaves when: the picture, the three days that matter most in words, and every day on demand. */
export class OutlookView {
  private readonly plot = new OutlookPlot(byId('outlook-plot', HTMLElement));
  private readonly facts = byId('outlook-facts', HTMLElement);
  private readonly all = byId('outlook-all', HTMLElement);

  show(status: Status, entries: readonly ForecastEntry[], threshold: number | null): void {
    const { currency } = status.spend;
    const outlook = outlookOf(status.asOf, status.spend.currentPeriod, entries);
    this.plot.show(outlook, status.tier.name, threshold);
    this.facts.replaceChildren(
      leavingFact(outlook.nextLeaving, status),
      lossFact(outlook.nextRisk, 'risk', status),
      lossFact(outlook.nextDrop, 'drop', status),
    );
    this.all.replaceChildren(forecastPanel(entries, currency));
  }

  errorNotice(words: string): void {
    setText(this.facts, words);
  }
}

// The three are always there, so that one that comes or goes moves nothing.
function leavingFact(next: ForecastEntry | null, { asOf, spend: { currency } }: Status): HTMLElement {
  if (next === null) return fact(texts.nextLeaving, '–', texts.noLeaving);
  return fact(texts.nextLeaving, day(next.date, asOf), texts.leavingWords(amount(next.leaving ?? 0, currency), amount(next.spend, currency)));
}

function lossFact(next: ForecastEntry | null, tone: 'risk' | 'drop', { asOf, spend: { currency } }: Status): HTMLElement {
  if (next === null) return fact(tone === 'risk' ? texts.riskNone : texts.dropNone, '', texts.noneAhead);
  const title = tone === 'risk' ? texts.risk(next.to ?? next.from ?? '') : texts.drop(next.from ?? '', next.to ?? '');
  const remedy = next.amountToPrevent === null ? '' : texts.prevents(amount(next.amountToPrevent, currency));
  return fact(title, day(next.date, asOf), remedy, tone);
}

/** Within a year the day says enough. */
const day = (isoDate: string, today: string): string => (isoDate < addMonths(today, 12) ? dayOfYear(isoDate) : date(isoDate));

const fact = (title: string, when: string, what: string, tone?: string): HTMLElement =>
  el('div', { 'data-tone': tone }, el('dt', {}, title), el('dd', { class: 'when' }, when), el('dd', { class: 'what', title: what }, what));
