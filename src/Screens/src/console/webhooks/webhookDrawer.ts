import { type Answer, newId } from '@loyalty/client';
import { el, setNote, setText } from '../../shared/dom';
import { instant } from '../../shared/format';
import { problemText } from '../../shared/texts/problemText';
import { nothing, table } from '../table';
import { texts } from './texts';
import { type Delivery, type Range, type State, type Webhook, enable, getDeliveries, previewReplay, replay, resend, tryOut } from './webhooksApi';

/** One subscription: what waits and what is dead, trying it out, sending again. */
export class WebhookDrawer {
  readonly element: HTMLElement;
  private readonly title = el('h2', { id: 'webhook-title', tabindex: '-1' });
  private readonly lastError = el('p', { class: 'quiet-line' });
  private readonly note = el('p', { id: 'webhook-note', class: 'note', role: 'status' });
  private readonly waiting = el('div', { class: 'cards', id: 'webhook-waiting' });
  private readonly dead = el('div', { class: 'cards', id: 'webhook-dead' });
  private readonly trying = el('button', { type: 'button', id: 'webhook-try' }, texts.tryOut);
  private readonly switching = el('button', { type: 'button', class: 'quiet', id: 'webhook-enable' });
  private readonly from = el('input', { id: 'replay-from', inputmode: 'numeric', autocomplete: 'off' });
  private readonly to = el('input', { id: 'replay-to', inputmode: 'numeric', autocomplete: 'off' });
  private readonly member = el('input', { id: 'replay-member', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '20' });
  private readonly preview = el('p', { id: 'replay-preview', class: 'note', role: 'status' });
  private readonly replaying = el('button', { type: 'submit', id: 'replay-now' }, texts.countFirst);
  private shown: Webhook | null = null;
  private counted: Range | null = null;

  /** @param onChanged Something is otherwise than it was. */
  constructor(private readonly onChanged: () => void) {
    this.trying.addEventListener('click', () => void this.try());
    this.switching.addEventListener('click', () => void this.switch());
    const field = (input: HTMLElement, name: string): HTMLElement => el('div', { class: 'field' }, el('label', { for: input.id }, name), input);
    const form = el(
      'form',
      { id: 'replay', novalidate: '' },
      el('div', { class: 'replay-range' }, field(this.from, texts.fromSequence), field(this.to, texts.toSequence), field(this.member, texts.member)),
      this.preview,
      this.replaying,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.replay();
    });
    form.addEventListener('input', () => this.forget());
    this.element = el(
      'section',
      { class: 'panel webhook-drawer', 'aria-labelledby': 'webhook-title' },
      this.title,
      this.lastError,
      el('div', { class: 'acts' }, this.trying, this.switching),
      this.note,
      el('h3', {}, texts.waiting),
      this.waiting,
      el('h3', {}, texts.deadOnes),
      this.dead,
      el('h3', {}, texts.replay),
      form,
    );
    this.element.hidden = true;
    this.forget();
  }

  focus(): void {
    this.title.focus();
    this.element.scrollIntoView({ block: 'nearest' });
  }

  /** Shows a subscription as it stands; null for none. */
  async show(webhook: Webhook | null): Promise<void> {
    const isAnother = webhook?.webhookId !== this.shown?.webhookId;
    this.shown = webhook;
    this.element.hidden = webhook === null;
    if (webhook === null) return;
    setText(this.title, webhook.description);
    const { lastError } = webhook;
    setText(this.lastError, lastError === null ? '' : texts.lastError(instant(lastError.at), answered(lastError.status, lastError.error)));
    setText(this.switching, webhook.enabled ? texts.disable : texts.enable);
    if (isAnother) {
      setNote(this.note, '');
      this.forget();
    }
    await Promise.all([this.list('waiting', this.waiting), this.list('dead', this.dead)]);
  }

  private async list(state: State, place: HTMLElement): Promise<void> {
    if (this.shown === null) return;
    const answer = await getDeliveries(this.shown.webhookId, state);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    const { items, next } = answer.value;
    if (items.length === 0) return place.replaceChildren(el('p', { class: 'quiet-line' }, state === 'dead' ? texts.noneDead : texts.noneWaiting));
    place.replaceChildren(
      table(
        [texts.member, texts.version, texts.event, texts.attempts, texts.answer, texts.next, ''],
        items.map((one) => [
          one.memberId ?? nothing,
          one.version === null ? one.stream : String(one.version),
          String(one.sequence),
          String(one.attempts),
          one.attempts === 0 ? nothing : answered(one.lastStatus, one.lastError),
          one.next === null ? nothing : instant(one.next),
          state === 'dead' ? this.resendButton(one) : '',
        ]),
      ),
      ...(next === null ? [] : [el('p', { class: 'quiet-line' }, texts.andMore)]),
    );
  }

  private resendButton(one: Delivery): HTMLElement {
    const button = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.resendOf(String(one.sequence)) }, texts.resend);
    button.addEventListener('click', () => {
      button.disabled = true;
      void this.ask(async (webhookId) => resend(webhookId, one), () => texts.isSent).then(() => this.onChanged());
    });
    return button;
  }

  private async try(): Promise<void> {
    this.trying.disabled = true;
    setNote(this.note, texts.tries);
    await this.ask(tryOut, (answer) => texts.cameBack(answered(answer.status, answer.error), String(answer.milliseconds)));
    this.trying.disabled = false;
  }

  private async switch(): Promise<void> {
    const wasEnabled = this.shown?.enabled === true;
    await this.ask(async (webhookId) => enable(webhookId, !wasEnabled), () => (wasEnabled ? texts.isDisabled : texts.isEnabled));
    this.onChanged();
  }

  /** The first press counts, the second sends. */
  private async replay(): Promise<void> {
    if (this.shown === null) return;
    const { webhookId } = this.shown;
    if (this.counted !== null) {
      const range = this.counted;
      await this.ask(async () => replay(webhookId, newId(), range), () => texts.replays);
      this.forget();
      return this.onChanged();
    }
    const range = this.range();
    if (range === null) return setNote(this.preview, texts.needRange, 'bad');
    const answer = await previewReplay(webhookId, range);
    if (!answer.ok) return setNote(this.preview, problemText(answer.problem), 'bad');
    const { events, more } = answer.value;
    setNote(this.preview, more ? texts.wouldSendMore(texts.count(events)) : texts.wouldSend(texts.count(events)));
    if (events === 0) return;
    this.counted = range;
    setText(this.replaying, texts.replayNow);
  }

  private range(): Range | null {
    const [from, to, memberId] = [this.from, this.to, this.member].map((input) => input.value.trim());
    const isNumber = (words: string | undefined): boolean => words !== undefined && /^\d{1,18}$/.test(words);
    if ((from !== '' && !isNumber(from)) || (to !== '' && !isNumber(to))) return null;
    if (memberId === '' && (from === '' || to === '')) return null;
    return { ...(from === '' ? {} : { from: Number(from) }), ...(to === '' ? {} : { to: Number(to) }), ...(memberId === undefined || memberId === '' ? {} : { memberId }) };
  }

  private forget(): void {
    this.counted = null;
    setNote(this.preview, '');
    setText(this.replaying, texts.countFirst);
  }

  private async ask<T>(call: (webhookId: string) => Promise<Answer<T>>, words: (value: T) => string): Promise<void> {
    if (this.shown === null) return;
    const answer = await call(this.shown.webhookId);
    if (answer.ok) setNote(this.note, words(answer.value), 'good');
    else setNote(this.note, problemText(answer.problem), 'bad');
  }
}

const answered = (status: number | null, error: string | null): string => (status === null ? texts.error(error ?? '') : texts.status(String(status)));
