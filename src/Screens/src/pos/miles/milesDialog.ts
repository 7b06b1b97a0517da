import { isUncertain, newId, type Problem } from '@loyalty/client';
import { byId, el, setText } from '../../shared/dom';
import { Form } from '../../shared/form';
import { amount, count, decimalsOf } from '../../shared/format';
import { readAmount } from '../../shared/readAmount';
import { problemText } from '../../shared/texts/problemText';
import { spendText } from '../../shared/texts/spendText';
import type { Basket } from '../basket';
import { type Paid, type Partner, type Wanted, authorise, capture, getPayingPartners, giveBack } from './milesApi';
import { rateFields, ratesOf } from '../rateField';
import { texts } from '../texts';
import { taxIn } from './vat';

/** A payment with points that was begun: its id stays until it has ended, so that it is asked for again and never made twice. */
interface Begun {
  readonly partner: string;
  readonly wanted: Wanted;
  /** What the partner keeps for it; null while nobody knows. */
  readonly kept: Paid | null;
  /** The points were asked for: what is not known then is not given back. */
  readonly isTaken: boolean;
}

/**
 * Pays with points of a partner: they are kept first, the receipt shown as it will print, then taken; closed before that, they go back. The PIN
 * is typed, sent and forgotten: the field is empty before the answer comes.
 */
export class MilesDialog {
  private readonly partner = el('select', { id: 'miles-partner', name: 'partner' });
  private readonly pin = el('input', { id: 'miles-pin', name: 'pin', type: 'password', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: '40', 'aria-describedby': 'miles-pin-note' });
  private readonly rates = el('div', { id: 'miles-rates', class: 'back-lines' });
  private readonly take = el('button', { type: 'submit', id: 'miles-submit', class: 'wide quiet' });
  private readonly print = el('div', { id: 'miles-print', role: 'status' });
  private readonly use = el('button', { type: 'button', id: 'miles-use', class: 'wide' });
  private readonly held = el('div', { id: 'miles-hold' }, el('h3', {}, texts.voucherPrint), this.print, this.use);
  private readonly dialog: HTMLDialogElement;
  private readonly form: Form;
  private partners: readonly Partner[] = [];
  private begun: Begun | null = null;

  constructor(
    private readonly basket: Basket,
    private readonly openMember: () => string | null,
    private readonly isReachable: () => boolean,
  ) {
    const close = el('button', { type: 'button', id: 'miles-close', class: 'quiet small' }, el('span', {}, texts.close), ' ', el('kbd', {}, 'Esc'));
    const form = el(
      'form',
      { id: 'miles', novalidate: '' },
      el('div', { class: 'field' }, el('label', { for: 'miles-partner' }, texts.milesPartner), this.partner),
      field('number', texts.milesNumber, texts.milesNumberHint, el('input', { id: 'miles-number', name: 'number', autocomplete: 'off', spellcheck: 'false', maxlength: '60', 'aria-describedby': 'miles-number-note' })),
      field('amount', texts.amount, texts.milesAmountHint, el('input', { id: 'miles-amount', name: 'amount', inputmode: 'decimal', autocomplete: 'off', maxlength: '32', 'aria-describedby': 'miles-amount-note' })),
      field('pin', texts.milesPin, texts.milesPinHint, this.pin),
      this.rates,
      this.take,
      this.held,
      el('p', { id: 'miles-note', class: 'note form-note', role: 'alert' }),
    );
    this.dialog = el(
      'dialog',
      { id: 'miles-dialog', class: 'refund', 'aria-labelledby': 'miles-title' },
      el('div', { class: 'head' }, el('h2', { id: 'miles-title' }, texts.miles), close),
      form,
    );
    document.body.append(this.dialog);
    this.form = new Form(form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.keep();
    });
    this.use.addEventListener('click', () => void this.takePoints());
    close.addEventListener('click', () => this.dialog.close());
    // Escape closes it too: what was kept goes back.
    this.dialog.addEventListener('close', () => void this.closed());
  }

  get isOpen(): boolean {
    return this.dialog.open;
  }

  async open(): Promise<void> {
    if (this.dialog.open) return;
    this.form.clearAll();
    for (const name of ['number', 'amount', 'pin']) this.form.set(name, '');
    this.rates.replaceChildren(...rateFields(this.basket.lines, 'miles'));
    this.show(null);
    this.dialog.showModal();
    this.pin.focus();
    if (!this.isReachable()) return this.form.setNote(texts.milesOffline, 'bad');
    const partners = await getPayingPartners();
    this.partners = partners ?? [];
    this.partner.replaceChildren(...this.partners.map(({ partner }) => el('option', { value: partner }, partner)));
    if (partners === null) this.form.setNote(texts.milesOffline, 'bad');
    else if (partners.length === 0) this.form.setNote(texts.milesNobody, 'bad');
  }

  private async keep(): Promise<void> {
    if (this.form.isBusy || this.begun?.kept?.state === 'authorised') return;
    this.form.clearAll();
    if (!this.isReachable()) return this.form.setNote(texts.milesOffline, 'bad');
    const begun = this.begun ?? this.begin();
    if (begun === null) return;
    this.begun = begun;
    // Out of the page before it is out of the till.
    const pin = this.pin.value.trim();
    this.pin.value = '';
    this.form.busy(true);
    const answer = await authorise(begun.partner, begun.wanted, pin);
    this.form.busy(false);
    if (!answer.ok) return this.fail(answer.problem);
    this.show({ ...begun, kept: answer.value });
    if (!this.dialog.open) return this.closed();
    if (answer.value.state === 'authorised') this.use.focus();
    else await this.lead(answer.value);
  }

  /** What is wanted, checked; null where a field is not right. */
  private begin(): Begun | null {
    const [total] = [...this.basket.totals()];
    if (total === undefined) return this.refuse(texts.basketEmpty);
    if (this.basket.totals().size > 1) return this.refuse(texts.voucherOneCurrency);
    const [currency, all] = total;
    const partner = this.partners.find((one) => one.partner === this.partner.value);
    if (partner === undefined) return this.refuse(texts.milesNobody);
    if (partner.burn !== null && partner.burn.currency !== currency) return this.refuse(texts.milesCurrency(partner.burn.currency));
    const [number, memberId] = [this.form.text('number'), this.openMember()];
    if (number === '' && memberId === null) return (this.form.fault('number', texts.milesNoNumber), null);
    const typed = this.form.text('amount');
    const sum = typed === '' ? all : readAmount(typed, currency);
    if (typeof sum === 'string') return (this.form.fault('amount', sum), null);
    if (sum.isZero || all.minus(sum).isNegative) return (this.form.fault('amount', texts.milesTooMuch(amount(all, currency))), null);
    if (ratesOf(this.basket.lines, 'miles') === null) return this.refuse(texts.voucherRate);
    if (partner.burn?.pin != null && this.pin.value.trim() === '') return (this.form.fault('pin', texts.milesNeedsPin), null);
    return { partner: partner.partner, wanted: { orderId: `till-${newId()}`, memberId, number, amount: sum }, kept: null, isTaken: false };
  }

  private async takePoints(): Promise<void> {
    const { begun } = this;
    if (begun?.kept == null || this.form.isBusy) return;
    this.form.clearAll();
    this.begun = { ...begun, isTaken: true };
    this.form.busy(true);
    const answer = await capture(begun.partner, begun.wanted.orderId);
    this.form.busy(false);
    // Not known: the same is asked for again under its id.
    if (!answer.ok) return this.fail(answer.problem);
    const { points, value, currency } = answer.value;
    setText(byId('voucher-note', HTMLElement), texts.milesUsed(count(points), amount(value, currency), this.leftWords(begun, currency)));
    this.begun = null;
    this.dialog.close();
  }

  private async closed(): Promise<void> {
    const { begun } = this;
    this.pin.value = '';
    this.show(null);
    if (begun === null) return;
    if (begun.isTaken) return setText(byId('voucher-note', HTMLElement), texts.milesUnknown(begun.wanted.orderId));
    // The engine gives it back by itself where this is lost.
    await giveBack(begun.partner, begun.wanted.orderId);
  }

  private fail(problem: Problem): void {
    // Nobody knows what the partner did: the same order is asked for again.
    if (isUncertain(problem)) {
      this.form.setNote(problem.code === 'partner-unknown' ? texts.milesAskAgain : texts.milesOffline, 'bad');
      return this.show(this.begun);
    }
    const isRefused = problem.code === 'partner-refused' || problem.code === 'order-ended';
    if (isRefused || this.begun?.isTaken === false) this.show(null);
    if (problem.code === 'pin-not-valid') return this.form.fault('pin', problemText(problem));
    this.form.setNote(problemText(problem), 'bad');
  }

  /** The member is to finish it at the partner: with their own phone. */
  private async lead({ redirectUrl }: Paid): Promise<void> {
    if (redirectUrl === null) return this.form.setNote(texts.milesAskAgain, 'bad');
    this.print.replaceChildren(el('p', {}, texts.milesRedirect), el('a', { href: redirectUrl, target: '_blank', rel: 'noreferrer', class: 'miles-redirect' }, redirectUrl));
    const drawing = await import('../../card/memberCode').catch(() => null);
    if (drawing !== null && this.begun?.kept?.redirectUrl === redirectUrl) this.print.append(el('div', { class: 'link-code' }, drawing.qrCode(redirectUrl)));
  }

  private show(begun: Begun | null): void {
    this.begun = begun;
    const kept = begun?.kept ?? null;
    const isKept = kept?.state === 'authorised';
    this.held.hidden = kept === null;
    this.use.hidden = !isKept;
    this.take.hidden = isKept;
    setText(this.take, begun === null ? texts.voucherTake : texts.milesAsk);
    // What is asked for again is what was asked for.
    for (const name of ['number', 'amount']) byId(`miles-${name}`, HTMLInputElement).readOnly = begun !== null;
    this.partner.disabled = begun !== null;
    if (kept === null || begun === null) return this.print.replaceChildren();
    setText(this.use, texts.milesUse(count(kept.points)));
    if (isKept) this.print.replaceChildren(...this.printed(begun, kept));
  }

  /** A payment lowers no price: the tax of each line stays as it is. */
  private printed(begun: Begun, { points, value, currency }: Paid): readonly HTMLElement[] {
    const rates = ratesOf(this.basket.lines, 'miles') ?? [];
    return [
      ...this.basket.lines.map(({ type, amount: gross }, index) =>
        el('p', {}, texts.milesLine(spendText(type), amount(gross, currency), amount(taxIn(gross, rates[index] ?? 0, decimalsOf(currency)), currency))),
      ),
      el('p', {}, texts.milesPays(count(points), amount(value, currency), this.leftWords(begun, currency))),
    ];
  }

  private leftWords({ wanted }: Begun, currency: string): string {
    const all = this.basket.totals().get(currency) ?? wanted.amount;
    return amount(all.minus(wanted.amount), currency);
  }

  private refuse(words: string): null {
    this.form.setNote(words, 'bad');
    return null;
  }
}


const field = (name: string, label: string, hint: string, input: HTMLElement): HTMLElement =>
  el('div', { class: 'field' }, el('label', { for: `miles-${name}` }, label), input, el('p', { id: `miles-${name}-note`, class: 'note' }, hint));
