import { newId } from '@loyalty/client';
import { el, setNote } from '../../shared/dom';
import { count } from '../../shared/format';
import { problemText } from '../../shared/texts/problemText';
import { signDownload } from '../downloads';
import { table } from '../table';
import { type MonthCosts, closeMonth, monthFile } from './financeApi';
import { lock } from './monthBars';
import { isOver, monthName } from './months';
import { texts } from './texts';


/** One month: its lines, what was unearned and adjusted, and its closing. */
export class MonthPanel {
  readonly element = el('section', { class: 'panel month-panel', 'aria-labelledby': 'month-title' });
  private readonly note = el('p', { id: 'closing-note', class: 'note', role: 'status' });
  /** Kept for as long as its outcome is unknown: sent again it takes effect once. */
  private closingId = newId();

  /**
   * @param tierOf A badge of a tier.
   * @param money An amount in the programme's currency.
   * @param onClosed The month is closed.
   */
  constructor(
    private readonly tierOf: (code: string) => HTMLElement,
    private readonly money: (value: number) => string,
    private readonly onClosed: () => void,
  ) {
    this.element.hidden = true;
  }

  /** @param today The engine's day; empty while it is not known. */
  show(month: MonthCosts | null, today: string): void {
    this.element.hidden = month === null;
    if (month === null) return;
    const isClosed = month.state === 'closed';
    const file = el('a', { class: 'button quiet small', href: monthFile(month.month), download: `benefit-costs-${month.month}.csv` }, texts.csv);
    signDownload(file);
    setNote(this.note, '');
    this.element.replaceChildren(
      el('div', { class: 'panel-head' }, el('h2', { id: 'month-title' }, monthName(month.month)), file),
      el('p', { class: 'quiet-line month-state' }, isClosed ? el('span', { class: 'month-lock', 'data-state': 'closed' }) : null, this.stateOf(month, today)),
      el('dl', { class: 'numbers' }, ...fact(texts.low, this.money(month.total.low)), ...fact(texts.high, this.money(month.total.high))),
      this.tiersOf(month),
      ...this.unearnedOf(month),
      ...this.adjustmentsOf(month),
      ...(isClosed || today === '' || !isOver(month.month, today) ? [] : [this.closing(month.month)]),
      this.note,
    );
    if (isClosed) this.element.querySelector('.month-lock')?.append(lock());
  }

  private stateOf({ state, sequence, month }: MonthCosts, today: string): string {
    if (state === 'closed') return texts.closedAt(count(sequence));
    return today !== '' && isOver(month, today) ? texts.openAt(count(sequence)) : texts.running(count(sequence));
  }

  private tiersOf({ tiers }: MonthCosts): HTMLElement {
    if (tiers.length === 0) return el('p', { class: 'quiet-line' }, texts.noDays);
    return el(
      'div',
      { class: 'scroller cards' },
      table(
        [texts.tier, texts.version, texts.memberDays, texts.low, texts.high],
        [...tiers].reverse().map(({ code, version, memberDays, low, high }) => [this.tierOf(code), String(version), count(memberDays), this.money(low), this.money(high)]),
      ),
    );
  }

  private unearnedOf({ unearned }: MonthCosts): readonly HTMLElement[] {
    if (unearned.length === 0) return [];
    return [
      el('h3', {}, texts.unearned),
      el('p', { class: 'quiet-line' }, texts.unearnedHint),
      el(
        'div',
        { class: 'scroller cards' },
        table(
          [texts.tier, texts.memberDays, texts.low, texts.high],
          unearned.map(({ code, memberDays, low, high }) => [this.tierOf(code), count(memberDays), this.money(low), this.money(high)]),
        ),
      ),
    ];
  }

  private adjustmentsOf({ adjustments }: MonthCosts): readonly HTMLElement[] {
    if (adjustments.length === 0) return [];
    return [
      el('h3', {}, texts.adjustments),
      el('p', { class: 'quiet-line' }, texts.adjustmentsHint),
      el(
        'div',
        { class: 'scroller cards' },
        table(
          [texts.ofMonth, texts.tier, texts.memberDays, texts.low, texts.high],
          adjustments.map(({ ofMonth, code, memberDays, low, high }) => [monthName(ofMonth), this.tierOf(code), count(memberDays), this.money(low), this.money(high)]),
        ),
      ),
    ];
  }

  /** Asked twice, for it cannot be taken back. */
  private closing(month: string): HTMLElement {
    const open = el('button', { type: 'button', id: 'month-close', class: 'quiet' }, texts.close(monthName(month)));
    const yes = el('button', { type: 'button', id: 'month-close-now' }, texts.closeNow);
    const no = el('button', { type: 'button', class: 'quiet' }, texts.keepOpen);
    const asked = el('div', { class: 'month-closing' }, el('p', {}, texts.closing(monthName(month))), el('div', { class: 'acts' }, yes, no));
    asked.hidden = true;
    const ask = (isAsked: boolean): void => {
      asked.hidden = !isAsked;
      open.hidden = isAsked;
      (isAsked ? yes : open).focus();
    };
    open.addEventListener('click', () => ask(true));
    no.addEventListener('click', () => ask(false));
    yes.addEventListener('click', () => void this.close(month, yes));
    return el('div', { class: 'month-act' }, open, asked);
  }

  private async close(month: string, button: HTMLButtonElement): Promise<void> {
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    const answer = await closeMonth(this.closingId, month);
    button.ariaBusy = 'false';
    if (!answer.ok) {
      if (answer.problem.status >= 400 && answer.problem.status < 500) this.closingId = newId();
      return setNote(this.note, problemText(answer.problem), 'bad');
    }
    this.closingId = newId();
    this.onClosed();
  }
}

const fact = (name: string, value: string): readonly HTMLElement[] => [el('div', {}, el('dt', {}, name), el('dd', {}, value))];
