import { byId, el, setNote } from '../../shared/dom';
import { amount } from '../../shared/format';
import { locale } from '../../shared/i18n';
import { problemText } from '../../shared/texts/problemText';
import { nothing, table } from '../table';
import { OrdersPanel } from './ordersPanel';
import { PartnerEditor } from './partnerEditor';
import { type Partner, getPartners } from './partnersApi';
import { texts } from './texts';

/** Partners and their orders: first what nobody knows the outcome of, then all else. */
export class PartnersView {
  private readonly note = el('p', { id: 'partners-note', class: 'note', role: 'status' });
  private readonly place = el('div', { id: 'partners', class: 'scroller cards', tabindex: '0', role: 'group', 'aria-labelledby': 'partners-title' });
  private readonly editor = new PartnerEditor(() => void this.read());
  private readonly orders = new OrdersPanel(() => void this.read());

  constructor() {
    const again = el('button', { type: 'button', class: 'quiet small' }, texts.again);
    const add = el('button', { type: 'button', id: 'partner-add', class: 'quiet small' }, texts.add);
    again.addEventListener('click', () => void this.read());
    add.addEventListener('click', () => void this.editor.open(null));
    byId('view-partners', HTMLElement).replaceChildren(
      this.orders.element,
      el(
        'section',
        { class: 'panel', 'aria-labelledby': 'partners-title' },
        el('div', { class: 'panel-head' }, el('h2', { id: 'partners-title' }, texts.title), el('div', { class: 'acts' }, add, again)),
        this.note,
        this.place,
      ),
      this.editor.element,
    );
  }

  async read(): Promise<void> {
    const answer = await getPartners();
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    const partners = answer.value.items;
    setNote(this.note, partners.length === 0 ? texts.none : '');
    this.place.replaceChildren(...(partners.length === 0 ? [] : [this.tableOf(partners)]));
    const counts = new Map<string, number>();
    for (const { orders } of partners) for (const [state, count] of Object.entries(orders)) counts.set(state, (counts.get(state) ?? 0) + count);
    await this.orders.show(counts);
  }

  private tableOf(partners: readonly Partner[]): HTMLElement {
    return table(
      [texts.partner, texts.reached, texts.earns, texts.pays, texts.exchanges, texts.price, ''],
      partners.map((one) => [
        el('strong', {}, one.partner),
        el('span', { class: 'order-state', 'data-state': one.configured ? 'sent' : 'unknown' }, one.configured ? texts.isReached : texts.notReached),
        pointsFor(one.earn),
        pointsFor(one.burn),
        pointsFor(one.exchangeIn),
        one.price === null ? nothing : texts.per1000(amount(one.price.per1000, one.price.currency)),
        this.changeButton(one),
      ]),
    );
  }

  private changeButton({ partner }: Partner): HTMLElement {
    const button = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.changeOf(partner) }, texts.change);
    button.addEventListener('click', () => void this.editor.open(partner));
    return button;
  }
}

/** What is earned counts the programme's own currency, which the partner's data do not name. */
const pointsFor = (rate: Partner['burn']): string =>
  rate === null ? nothing : texts.pointsFor(rate.pointsPerUnit.toLocaleString(locale.tag), rate.currency ?? texts.unit);
