import { isUncertain, newId, type Problem } from '@loyalty/client';
import { el, setNote, setText } from '../../shared/dom';
import { amount, count, time } from '../../shared/format';
import { problemText } from '../../shared/texts/problemText';
import { type Partner, type Preview, exchange, getExchanges, previewExchange } from './exchangeApi';
import { texts } from './texts';

/** An exchange that is offered: what it gives is bound, and its id stays until it has ended. */
interface Offered {
  readonly partner: Partner;
  readonly preview: Preview;
  readonly orderId: string;
}

/**
 * Exchanges points of a partner for a voucher: what they give is shown first, and binds for ten minutes. The PIN is typed, sent and forgotten: the
 * field is empty before the answer comes.
 */
export class ExchangePanel {
  private readonly partner = el('select', { id: 'exchange-partner' });
  private readonly points = el('input', { id: 'exchange-points', inputmode: 'numeric', autocomplete: 'off', maxlength: '12', 'aria-describedby': 'exchange-note' });
  private readonly pin = el('input', { id: 'exchange-pin', type: 'password', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: '40', 'aria-describedby': 'exchange-pin-hint' });
  private readonly ask = el('form', { id: 'exchange-ask', class: 'numbers-form', novalidate: '' });
  private readonly words = el('p', { id: 'exchange-words', class: 'exchange-words' });
  private readonly until = el('p', { class: 'spend-period' });
  private readonly pinField = labelled(texts.pin, this.pin, el('p', { id: 'exchange-pin-hint', class: 'note' }, texts.pinHint));
  private readonly accept = el('form', { id: 'exchange-accept', class: 'numbers-form', novalidate: '' });
  private readonly doing = el('button', { type: 'submit', class: 'wide' }, texts.exchange);
  private readonly note = el('p', { id: 'exchange-note', class: 'note', role: 'status' });
  readonly element: HTMLElement;
  private partners: readonly Partner[] = [];
  private memberId: string | null = null;
  private offered: Offered | null = null;
  private isBusy = false;

  /** @param onExchanged There is another voucher. */
  constructor(private readonly onExchanged: () => void) {
    const back = el('button', { type: 'button', id: 'exchange-back', class: 'quiet wide' }, texts.back);
    back.addEventListener('click', () => this.offer(null));
    const partners = labelled(texts.partner, this.partner);
    this.ask.append(partners, labelled(texts.points, this.points), el('button', { type: 'submit', class: 'quiet' }, texts.preview));
    this.accept.append(this.words, this.until, this.pinField, this.doing, back);
    this.ask.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.preview();
    });
    this.accept.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.exchange();
    });
    this.element = el('section', { id: 'exchange', class: 'panel', 'aria-labelledby': 'exchange-title' }, el('h2', { id: 'exchange-title' }, texts.title), this.ask, this.accept, this.note);
    this.element.hidden = true;
    this.accept.hidden = true;
  }

  /** Offers what a member can exchange, by the schemes they have numbers of. */
  async follow(memberId: string, schemes: ReadonlySet<string>): Promise<void> {
    if (memberId !== this.memberId) this.offer(null);
    this.memberId = memberId;
    this.partners = await getExchanges(schemes);
    if (memberId !== this.memberId) return;
    const chosen = this.partner.value;
    this.partner.replaceChildren(...this.partners.map(({ partner }) => el('option', { value: partner }, partner)));
    if (this.partners.some(({ partner }) => partner === chosen)) this.partner.value = chosen;
    this.element.hidden = this.partners.length === 0;
  }

  private async preview(): Promise<void> {
    const partner = this.partners.find((one) => one.partner === this.partner.value);
    if (partner === undefined || this.isBusy) return;
    const points = Number(this.points.value.replace(/[\s’'.,]/g, ''));
    if (!Number.isSafeInteger(points) || points <= 0) return this.say(texts.needPoints, this.points);
    const answer = await this.busy(previewExchange(partner.partner, points));
    if (!answer.ok) return this.say(problemText(answer.problem), this.points);
    this.offer({ partner, preview: answer.value, orderId: `card-${newId()}` });
    (this.pinField.hidden ? this.doing : this.pin).focus();
  }

  private async exchange(): Promise<void> {
    const { offered, memberId } = this;
    if (offered === null || memberId === null || this.isBusy) return;
    // Out of the page before it is out of the phone.
    const pin = this.pin.value.trim();
    this.pin.value = '';
    const isAgain = this.doing.textContent === texts.askAgain;
    if (!this.pinField.hidden && pin === '' && !isAgain) return this.say(texts.needPin, this.pin);
    const answer = await this.busy(exchange(offered.partner.partner, offered.orderId, memberId, offered.preview.previewId, pin));
    if (!answer.ok) return this.fail(answer.problem);
    const { value, currency, points, lotId, redirectUrl } = answer.value;
    if (lotId === null) return this.lead(redirectUrl);
    this.offer(null);
    this.points.value = '';
    setNote(this.note, texts.done(count(points), amount(value, currency)), 'good');
    this.onExchanged();
  }

  private fail(problem: Problem): void {
    if (isUncertain(problem)) {
      // Nobody knows what the partner did: the same is asked for again under its id.
      setText(this.doing, texts.askAgain);
      return this.say(texts.notKnown);
    }
    if (problem.code === 'pin-not-valid') return this.say(problemText(problem), this.pin);
    this.offer(null);
    this.say(problem.code === 'preview-over' ? texts.over : problemText(problem), this.points);
  }

  /** The member finishes it at the partner, and asks again here. */
  private lead(address: string | null): void {
    setText(this.doing, texts.askAgain);
    setNote(this.note, texts.finish);
    if (address !== null) this.note.append(' ', el('a', { href: address, target: '_blank', rel: 'noreferrer' }, texts.finishThere));
  }

  private offer(offered: Offered | null): void {
    this.offered = offered;
    this.pin.value = '';
    setNote(this.note, '');
    setText(this.doing, texts.exchange);
    this.ask.hidden = offered !== null;
    this.accept.hidden = offered === null;
    if (offered === null) return;
    const { preview, partner } = offered;
    setText(this.words, texts.gives(count(preview.points), amount(preview.value, preview.currency)));
    setText(this.until, texts.bound(time(preview.boundUntil)));
    this.pinField.hidden = partner.burn?.pin == null;
  }

  private say(words: string, field: HTMLElement | null = null): void {
    setNote(this.note, words, 'bad');
    field?.focus();
  }

  private async busy<T>(answer: Promise<T>): Promise<T> {
    this.isBusy = true;
    this.element.ariaBusy = 'true';
    try {
      return await answer;
    } finally {
      this.isBusy = false;
      this.element.ariaBusy = 'false';
    }
  }
}


const labelled = (words: string, field: HTMLElement, ...more: readonly HTMLElement[]): HTMLElement =>
  el('div', { class: 'field' }, el('label', { for: field.id }, words), field, ...more);
