import { byId, el, setNote, setText } from '../../shared/dom';
import type { EngineClock } from '../../shared/engineClock';
import { instant } from '../../shared/format';
import { problemText } from '../../shared/texts/problemText';
import { nothing, table } from '../table';
import { hourLine } from './hourLine';
import { texts } from './texts';
import { WebhookDrawer } from './webhookDrawer';
import { type Webhook, getWebhooks } from './webhooksApi';

/** What other systems hear: a row a subscription, and a drawer for the one that is looked at. */
export class WebhooksView {
  private readonly note = el('p', { id: 'webhooks-note', class: 'note', role: 'status' });
  private readonly place = el('div', { id: 'webhooks-table', class: 'scroller cards', tabindex: '0', role: 'region', 'aria-labelledby': 'webhooks-title' });
  private readonly drawer: WebhookDrawer;
  private open: string | null = null;

  constructor(private readonly clock: EngineClock) {
    const again = el('button', { type: 'button', class: 'quiet small' }, texts.again);
    again.addEventListener('click', () => void this.read());
    this.drawer = new WebhookDrawer(() => void this.read());
    byId('view-webhooks', HTMLElement).replaceChildren(
      el(
        'section',
        { class: 'panel', 'aria-labelledby': 'webhooks-title' },
        el('div', { class: 'panel-head' }, el('h2', { id: 'webhooks-title' }, texts.title), again),
        this.note,
        this.place,
      ),
      this.drawer.element,
    );
  }

  async read(): Promise<void> {
    const answer = await getWebhooks();
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    const webhooks = answer.value.items;
    setNote(this.note, webhooks.length === 0 ? texts.none : '');
    this.place.replaceChildren(...(webhooks.length === 0 ? [] : [this.tableOf(webhooks)]));
    await this.drawer.show(webhooks.find(({ webhookId }) => webhookId === this.open) ?? null);
  }

  private tableOf(webhooks: readonly Webhook[]): HTMLElement {
    return table(
      [texts.webhook, texts.state, texts.lastHour, texts.behind, texts.heldUp, texts.dead, texts.lastTaken, ''],
      webhooks.map((one) => [
        el('span', {}, one.description, el('small', { class: 'mono webhook-url' }, one.url)),
        stateOf(one),
        this.hourOf(one),
        texts.count(one.lag),
        texts.count(one.heldUpMembers),
        texts.count(one.dead),
        one.lastSuccess === null ? nothing : instant(one.lastSuccess),
        this.openButton(one),
      ]),
    );
  }

  private hourOf({ lastHour }: Webhook): HTMLElement {
    const sum = (of: 'delivered' | 'failed'): number => lastHour.reduce((all, minute) => all + minute[of], 0);
    const words = texts.inLastHour(texts.count(sum('delivered')), texts.count(sum('failed')));
    return el('span', { class: 'hour' }, hourLine(lastHour, this.clock.now ?? Date.now(), words), el('small', { 'aria-hidden': 'true' }, words));
  }

  private openButton(one: Webhook): HTMLElement {
    const button = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.openOf(one.description) }, texts.open);
    button.addEventListener('click', () => {
      this.open = one.webhookId;
      void this.drawer.show(one).then(() => this.drawer.focus());
    });
    return button;
  }
}

function stateOf({ state, disabledReason }: Webhook): HTMLElement {
  const made = el('span', { class: 'webhook-state', 'data-state': state });
  setText(made, state === 'disabled' ? texts.disabled(disabledReason ?? '') : state === 'full' ? texts.full : texts.running);
  return made;
}
