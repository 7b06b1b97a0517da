import { byId, el, setNote } from '../../shared/dom';
import { date, memberNumber } from '../../shared/format';
import { type Lot, lotWorth } from '../../shared/rewards';
import { problemText } from '../../shared/texts/problemText';
import type { Today } from '../../shared/today';
import { addressOf } from '../router';
import { nothing, table } from '../table';
import { IssuePanel } from './issuePanel';
import { LotPanel } from './lotPanel';
import { getLots } from './rewardsApi';
import { texts } from './texts';

/** Vouchers, certificates and coupons: all that were issued, the newest first, the one that is looked at, and what issues more. */
export class RewardsView {
  private readonly note = el('p', { id: 'lots-note', class: 'note', role: 'status' });
  private readonly place = el('div', { id: 'lots', class: 'scroller cards', tabindex: '0', role: 'group', 'aria-labelledby': 'lots-title' });
  private readonly more = el('button', { type: 'button', id: 'lots-more', class: 'quiet' }, texts.more);
  private readonly panel = new LotPanel(() => void this.read());
  private readonly issuing: IssuePanel;
  private lots: readonly Lot[] = [];
  private next: string | null = null;

  constructor(today: Today) {
    this.issuing = new IssuePanel(today, () => void this.read());
    const again = el('button', { type: 'button', class: 'quiet small' }, texts.again);
    again.addEventListener('click', () => void this.read());
    this.more.addEventListener('click', () => void this.readOn());
    byId('view-rewards', HTMLElement).replaceChildren(
      el(
        'section',
        { class: 'panel', 'aria-labelledby': 'lots-title' },
        el('div', { class: 'panel-head' }, el('h2', { id: 'lots-title' }, texts.title), again),
        this.note,
        this.place,
        this.more,
      ),
      this.panel.element,
      this.issuing.element,
    );
    this.more.hidden = true;
  }

  /** The day is known now, which it may not have been when the view was opened. */
  dayTold(): void {
    this.issuing.dayTold();
  }

  async read(): Promise<void> {
    this.issuing.dayTold();
    [this.lots, this.next] = [[], null];
    await this.readOn();
    await this.panel.again();
  }

  private async readOn(): Promise<void> {
    const answer = await getLots(this.next);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    this.lots = [...this.lots, ...answer.value.items];
    this.next = answer.value.next;
    this.more.hidden = this.next === null;
    setNote(this.note, this.lots.length === 0 ? texts.none : '');
    this.place.replaceChildren(...(this.lots.length === 0 ? [] : [this.tableOf(this.lots)]));
  }

  private tableOf(lots: readonly Lot[]): HTMLElement {
    return table(
      [texts.worth, texts.kind, texts.state, texts.whose, texts.until, texts.from, ''],
      lots.map((one) => [
        el('strong', {}, lotWorth(one)),
        texts.kinds[one.kind] ?? one.kind,
        el('span', { class: 'lot-state', 'data-state': one.state }, texts.states[one.state] ?? one.state),
        one.memberId === null ? (one.lastFour === null ? nothing : texts.endsWith(one.lastFour)) : linkTo(one.memberId),
        date(one.to),
        one.source,
        this.lookButton(one),
      ]),
    );
  }

  private lookButton(one: Lot): HTMLElement {
    const button = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.lookAt(one.lotId) }, texts.look);
    button.addEventListener('click', () => this.panel.show(one));
    return button;
  }
}

const linkTo = (memberId: string): HTMLElement => el('a', { href: addressOf({ view: 'members', memberId }), class: 'mono' }, memberNumber(memberId));
