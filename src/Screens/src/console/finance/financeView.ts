import { byId, el, setNote } from '../../shared/dom';
import { amount, words } from '../../shared/format';
import type { Ladder } from '../../shared/ladder';
import { paintTier } from '../../shared/paintTier';
import { problemText } from '../../shared/texts/problemText';
import type { Today } from '../../shared/today';
import { signDownload } from '../downloads';
import { type MonthCosts, getMonth, yearFile } from './financeApi';
import { monthBars } from './monthBars';
import { MonthPanel } from './monthPanel';
import { monthsOf } from './months';
import { texts } from './texts';

/** What benefits cost: the months of a year as bars, and the one that is chosen in its lines. */
export class FinanceView {
  private readonly year = el('span', { id: 'finance-year', class: 'finance-year', role: 'status' });
  private readonly earlier = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.earlierYear }, '‹');
  private readonly later = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.laterYear }, '›');
  private readonly file = el('a', { class: 'button quiet small' }, texts.csv);
  private readonly note = el('p', { id: 'finance-note', class: 'note', role: 'status' });
  private readonly bars = el('div', { class: 'finance-bars' });
  private readonly legend = el('ul', { class: 'finance-legend' });
  private readonly panel: MonthPanel;
  private shown: number | null = null;
  private months: readonly MonthCosts[] = [];
  private chosen: string | null = null;
  private asked = 0;

  constructor(
    private readonly today: Today,
    private readonly ladder: Ladder,
  ) {
    this.panel = new MonthPanel((code) => this.badge(code), (value) => this.money(value), () => void this.read());
    this.earlier.addEventListener('click', () => void this.turn(-1));
    this.later.addEventListener('click', () => void this.turn(1));
    signDownload(this.file);
    byId('view-finance', HTMLElement).replaceChildren(
      el(
        'section',
        { class: 'panel', 'aria-labelledby': 'finance-title' },
        el(
          'div',
          { class: 'panel-head' },
          el('h2', { id: 'finance-title' }, texts.title),
          el('div', { class: 'finance-acts' }, this.earlier, this.year, this.later, this.file),
        ),
        el('p', { class: 'quiet-line' }, texts.hint),
        this.bars,
        this.legend,
        this.note,
      ),
      this.panel.element,
    );
  }

  /** Nothing was shown yet: the engine's day was not known. */
  get isEmpty(): boolean {
    return this.shown === null;
  }

  /** Reads the year that is shown, which is today's at first. */
  async read(): Promise<void> {
    const today = this.today.value;
    if (today === null) return;
    const year = (this.shown ??= Number(today.slice(0, 4)));
    const turn = ++this.asked;
    this.year.textContent = String(year);
    this.later.disabled = `${year + 1}` > today.slice(0, 4);
    this.file.href = yearFile(year);
    this.file.download = `benefit-costs-${year}.csv`;
    const answers = await Promise.all(monthsOf(year, today).map(getMonth));
    if (turn !== this.asked) return;
    const fault = answers.find((answer) => !answer.ok);
    if (fault !== undefined && !fault.ok) return setNote(this.note, problemText(fault.problem), 'bad');
    setNote(this.note, '');
    this.months = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
    if (!this.months.some(({ month }) => month === this.chosen)) this.chosen = this.months.at(-1)?.month ?? null;
    this.draw();
  }

  private async turn(by: number): Promise<void> {
    if (this.shown === null) return;
    this.shown += by;
    this.chosen = null;
    await this.read();
  }

  private draw(): void {
    const focused = this.bars.contains(document.activeElement);
    this.bars.replaceChildren(
      monthBars(this.months, (element, code) => this.paint(element, code), (value) => this.money(value), this.chosen, (month) => {
        this.chosen = month;
        this.draw();
      }),
    );
    if (focused) this.bars.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
    const codes = [...new Set(this.months.flatMap(({ tiers }) => tiers.filter(({ high }) => high > 0).map(({ code }) => code)))];
    const hasUnearned = this.months.some(({ unearned }) => unearned.length > 0);
    this.legend.replaceChildren(
      ...codes.map((code) => el('li', {}, this.badge(code))),
      ...(codes.length === 0 ? [] : [el('li', {}, el('span', { class: 'finance-key band', 'aria-hidden': 'true' }), texts.band)]),
      ...(hasUnearned ? [el('li', {}, el('span', { class: 'finance-key hatched', 'aria-hidden': 'true' }), texts.unearned)] : []),
    );
    this.panel.show(this.months.find(({ month }) => month === this.chosen) ?? null, this.today.value ?? '');
  }

  private badge(code: string): HTMLElement {
    const badge = el('span', { class: 'badge' }, this.ladder.ofCode(code)?.name ?? words(code));
    this.paint(badge, code);
    return badge;
  }

  private paint(element: HTMLElement, code: string): void {
    paintTier(element, this.ladder.ofCode(code) ?? { name: code, level: 0 }, this.ladder);
  }

  private money(value: number): string {
    return amount(value, this.ladder.currency ?? '');
  }
}
