import uPlot, { type AlignedData } from 'uplot';
import { byId, el, setText } from '../shared/dom';
import { amount, count, date, percent } from '../shared/format';
import { locale } from '../shared/i18n';
import type { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import { type Ink, Plot, type PlotOptions } from '../shared/plot';
import { problemText } from '../shared/texts/problemText';
import { type Population, getPopulation } from './consoleApi';
import { addressOf } from './router';
import { table } from './table';
import { sentences } from './texts';
import { texts } from './texts';

/** In seconds: the first and the last bar stand whole. */
const halfDay = 43_200;


/** All members by tier, and what the coming days bring them. */
export class PopulationPanel {
  private readonly note = byId('population-note', HTMLElement);
  private plot: Plot | null = null;

  constructor(private readonly ladder: Ladder) {
    byId('population-again', HTMLButtonElement).addEventListener('click', () => void this.read());
  }

  async read(): Promise<void> {
    const answer = await getPopulation();
    this.note.dataset['tone'] = answer.ok ? 'plain' : 'bad';
    if (!answer.ok) {
      setText(this.note, problemText(answer.problem));
      return;
    }
    const all = answer.value;
    const behind = all.behind > 0 ? ` ${sentences.behind(count(all.behind))}` : '';
    setText(this.note, sentences.asOf(date(all.asOf), count(all.sequence)) + behind);
    this.showFacts(all);
    this.showTiers(all);
    this.showDays(all);
  }

  private showFacts(all: Population): void {
    byId('population-facts', HTMLElement).replaceChildren(
      ...fact(texts.count, count(all.members)),
      ...fact(texts.atRisk, count(all.atRisk)),
      ...fact(texts.periodSpend, amount(all.currentPeriodSpend, all.currency)),
      ...fact(texts.lifetimeSpend, amount(all.lifetimeSpend, all.currency)),
      ...(all.overdue > 0 ? fact(texts.overdue, count(all.overdue)) : []),
    );
  }

  private showTiers({ tiers, members }: Population): void {
    const most = Math.max(1, ...tiers.map((tier) => tier.members));
    byId('population-tiers', HTMLElement).replaceChildren(
      table(
        [texts.tier, texts.count, texts.share, texts.atRisk, ''],
        [...tiers].reverse().map((tier) => {
          const badge = el('span', { class: 'badge' }, tier.name);
          paintTier(badge, tier, this.ladder);
          const bar = el('div', { class: 'share-bar', 'aria-hidden': 'true' }, el('div'));
          bar.style.setProperty('--share', String(tier.members / most));
          paintTier(bar, tier, this.ladder);
          return [this.listed(tier.name, badge), count(tier.members), percent(members === 0 ? 0 : Math.round((tier.members / members) * 1_000) / 10), count(tier.atRisk), bar];
        }),
      ),
    );
  }

  /** The tier's sign, which opens its members for who may see them. */
  private listed(name: string, badge: HTMLElement): HTMLElement {
    const code = this.ladder.codes.find((one) => one.name === name)?.code;
    const isOpen = document.querySelector<HTMLElement>('[data-view="home"]')?.hidden === false;
    return code === undefined || !isOpen ? badge : el('a', { href: addressOf({ view: 'home', memberId: null, query: `list=all&tier=${encodeURIComponent(code)}` }) }, badge);
  }

  private showDays({ days }: Population): void {
    const sum = (upTo: number, of: 'atRisk' | 'reviews'): string => count(days.slice(0, upTo).reduce((all, day) => all + day[of], 0));
    setText(
      byId('days-said', HTMLElement),
      [30, 90].map((upTo) => sentences.nextDays(sum(upTo, 'atRisk'), sum(upTo, 'reviews'), String(upTo))).join(' '),
    );
    const data: AlignedData = [
      days.map((day) => Date.parse(`${day.date}T00:00:00Z`) / 1_000),
      days.map((day) => day.atRisk + day.reviews),
      days.map((day) => day.reviews),
    ];
    if (this.plot === null) this.plot = new Plot(byId('days-plot', HTMLElement), options, data);
    else this.plot.show(data);
    byId('days-table', HTMLElement).replaceChildren(
      table([texts.day, texts.atRisk, texts.reviews], days.filter((day) => day.atRisk + day.reviews > 0).map((day) => [date(day.date), count(day.atRisk), count(day.reviews)])),
    );
  }
}

const fact = (name: string, value: string): readonly HTMLElement[] => [el('div', {}, el('dt', {}, name), el('dd', {}, value))];

/** Bars stand on one another: the whole bar is all that happens, its lower part the reviews. */
function options(ink: Ink): PlotOptions {
  const axis = { stroke: ink.text, font: ink.font, grid: { stroke: ink.grid, width: 1 }, ticks: { stroke: ink.grid, width: 1 } };
  const bars = uPlot.paths.bars?.({ size: [0.7, 24] });
  const look = { width: 0, points: { show: false }, ...(bars === undefined ? {} : { paths: bars }) };
  return {
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { range: (_, from, to) => [from - halfDay, to + halfDay] }, y: { range: (_, __, most) => [0, Math.max(most * 1.1, 4)] } },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((at) => new Date(at * 1_000).toLocaleDateString(locale.tag, { timeZone: 'UTC', month: 'short', day: 'numeric' })) },
      { ...axis, size: 56 },
    ],
    series: [{}, { ...look, fill: ink.warn }, { ...look, fill: ink.bad }],
  };
}
