import { el, setNote, setText } from '../../shared/dom';
import { amount, count, date, instant, memberNumber } from '../../shared/format';
import { problemText } from '../../shared/texts/problemText';
import { addressOf } from '../router';
import { nothing, table } from '../table';
import { type Order, getOrders, settle, states } from './partnersApi';
import { texts } from './texts';

/** Orders at partners, by state: those whose outcome nobody knows come first, and a person settles them here. */
export class OrdersPanel {
  readonly element: HTMLElement;
  private readonly chips = el('div', { id: 'order-states', class: 'order-chips', role: 'group', 'aria-labelledby': 'orders-title' });
  private readonly member = el('input', { id: 'orders-member', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '20' });
  private readonly note = el('p', { id: 'orders-note', class: 'note', role: 'status' });
  private readonly place = el('div', { id: 'orders', class: 'scroller cards', tabindex: '0', role: 'group', 'aria-labelledby': 'orders-title' });
  private readonly more = el('button', { type: 'button', id: 'orders-more', class: 'quiet' }, texts.more);
  private readonly settling = el('p', { id: 'settle-words' });
  private readonly reason = el('input', { id: 'settle-reason', maxlength: '200', autocomplete: 'off', 'aria-describedby': 'settle-note' });
  private readonly settleNote = el('p', { id: 'settle-note', class: 'note', role: 'status' });
  private readonly settlement: HTMLElement;
  private counts: ReadonlyMap<string, number> = new Map();
  /** The state that is shown; undefined while nobody has chosen: then the first that has any. */
  private chosen: string | null | undefined;
  private orders: readonly Order[] = [];
  private next: string | null = null;
  private asked: Order | null = null;

  /** @param onSettled Counts are otherwise than they were. */
  constructor(private readonly onSettled: () => void) {
    const form = el(
      'form',
      { id: 'orders-find', class: 'one-line', role: 'search', novalidate: '' },
      el('div', { class: 'field' }, el('label', { for: 'orders-member' }, texts.member), this.member),
      el('button', { type: 'submit', class: 'quiet' }, texts.find),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.read();
    });
    this.more.addEventListener('click', () => void this.readOn());
    this.more.hidden = true;
    this.settlement = el(
      'div',
      { id: 'settle', class: 'settlement' },
      this.settling,
      el('div', { class: 'field' }, el('label', { for: 'settle-reason' }, texts.reason), this.reason, this.settleNote),
      el('div', { class: 'pair' }, this.settleButton('sent', texts.wasDone), this.settleButton('notSent', texts.wasNotDone)),
    );
    this.settlement.hidden = true;
    this.element = el(
      'section',
      { class: 'panel', 'aria-labelledby': 'orders-title' },
      el('h2', { id: 'orders-title' }, texts.orders),
      this.chips,
      form,
      this.note,
      this.settlement,
      this.place,
      this.more,
    );
  }

  /** Shows how many orders there are in each state, and those of the one that is chosen. */
  async show(counts: ReadonlyMap<string, number>): Promise<void> {
    this.counts = counts;
    await this.read();
  }

  private get state(): string | null {
    return this.chosen === undefined ? ((this.counts.get('unknown') ?? 0) > 0 ? 'unknown' : null) : this.chosen;
  }

  private async read(): Promise<void> {
    [this.orders, this.next] = [[], null];
    this.drawChips();
    await this.readOn();
  }

  private async readOn(): Promise<void> {
    const state = this.state;
    const answer = await getOrders({ state, memberId: this.member.value.replace(/\s/g, '') }, this.next);
    // Another state was chosen meanwhile.
    if (state !== this.state) return;
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    this.orders = [...this.orders, ...answer.value.items];
    this.next = answer.value.next;
    this.more.hidden = this.next === null;
    if (this.note.dataset['tone'] !== 'good') setNote(this.note, '');
    this.place.replaceChildren(this.orders.length === 0 ? el('p', { class: 'quiet-line' }, texts.noOrders) : tableOf(this.orders, (one) => this.ask(one)));
  }

  private drawChips(): void {
    const shown = states.filter((state) => (this.counts.get(state) ?? 0) > 0 || state === 'unknown');
    const chip = (state: string | null): HTMLElement => {
      const orders = state === null ? [...this.counts.values()].reduce((sum, one) => sum + one, 0) : (this.counts.get(state) ?? 0);
      const button = el(
        'button',
        { type: 'button', class: 'order-chip', 'data-state': state ?? 'all', 'data-some': String(orders > 0), 'aria-pressed': String(state === this.state) },
        state === null ? texts.all : (texts.states[state] ?? state),
        ' ',
        el('strong', {}, count(orders)),
      );
      button.addEventListener('click', () => {
        this.chosen = state;
        setNote(this.note, '');
        void this.read().then(() => this.chips.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus());
      });
      return button;
    };
    this.chips.replaceChildren(...shown.map(chip), chip(null));
  }

  private ask(order: Order | null): void {
    this.asked = order;
    this.settlement.hidden = order === null;
    this.reason.value = '';
    setNote(this.settleNote, '');
    if (order === null) return;
    setText(this.settling, texts.settling(order.orderId));
    this.reason.focus();
  }

  private settleButton(outcome: 'sent' | 'notSent', words: string): HTMLElement {
    const button = el('button', { type: 'button', id: `settle-${outcome}`, class: 'quiet' }, words);
    button.addEventListener('click', () => void this.settle(outcome));
    return button;
  }

  private async settle(outcome: 'sent' | 'notSent'): Promise<void> {
    const { asked } = this;
    if (asked === null) return;
    const reason = this.reason.value.trim();
    if (reason === '') {
      this.reason.focus();
      return setNote(this.settleNote, texts.needReason, 'bad');
    }
    const answer = await settle(asked.orderId, outcome, reason);
    if (!answer.ok) return setNote(this.settleNote, problemText(answer.problem), 'bad');
    this.ask(null);
    setNote(this.note, texts.isSettled(asked.orderId), 'good');
    this.onSettled();
  }
}

const tableOf = (orders: readonly Order[], onSettle: (order: Order) => void): HTMLElement =>
  table(
    [texts.order, texts.state, texts.member, texts.partner, texts.kind, texts.points, texts.why, texts.next, texts.changed, ''],
    orders.map((one) => [
      el('span', { class: 'mono order-id' }, one.orderId),
      el('span', { class: 'order-state', 'data-state': one.state }, texts.states[one.state] ?? one.state),
      one.memberId === null ? nothing : el('a', { class: 'mono', href: addressOf({ view: 'members', memberId: one.memberId }) }, memberNumber(one.memberId)),
      one.partner,
      texts.kinds[one.kind] ?? one.kind,
      pointsOf(one),
      one.reason ?? nothing,
      one.nextAttempt !== null ? instant(one.nextAttempt) : one.dueOn !== null && one.state === 'planned' ? texts.dueOn(date(one.dueOn)) : nothing,
      instant(one.updatedAt),
      one.state === 'unknown' ? settleButtonOf(one, onSettle) : '',
    ]),
  );

function pointsOf({ points, value, currency, lost }: Order): HTMLElement {
  const more = [...(value !== null && currency !== null ? [amount(value, currency)] : []), ...(lost > 0 ? [texts.lost(count(lost))] : [])];
  return el('span', {}, count(points), ...(more.length === 0 ? [] : [el('small', {}, ` ${more.join(' · ')}`)]));
}

function settleButtonOf(order: Order, onSettle: (order: Order) => void): HTMLElement {
  const button = el('button', { type: 'button', class: 'small', 'aria-label': texts.settleOf(order.orderId) }, texts.settle);
  button.addEventListener('click', () => onSettle(order));
  return button;
}
