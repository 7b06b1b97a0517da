import { Exact, isUncertain, newId, type Problem } from '@loyalty/client';
import { type Decoded, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { loyalty } from '../shared/engine';
import { byId, el, setText } from '../shared/dom';
import { Form } from '../shared/form';
import { amount } from '../shared/format';
import { readAmount } from '../shared/readAmount';
import { problemText } from '../shared/texts/problemText';
import { spendText } from '../shared/texts/spendText';
import type { Basket } from './basket';
import { rateFields, ratesOf } from './rateField';
import { texts } from './texts';

const held = shape({
  holdId: text,
  amount: maybe(number),
  currency: maybe(text),
  split: maybe(list(shape({ line: number, off: number, amount: number, vat: number, net: number }))),
});
type Held = Decoded<typeof held>;
const captured = shape({ captureId: text, amount: maybe(number), currency: maybe(text) });

/**
 * Pays by voucher: of the open member or by its code. The amount is held first, the receipt shown as it will print, then it is used; closed
 * before that, it goes back. Without the engine there is no voucher: nobody could tell what is left of it.
 */
export class VoucherDialog {
  private readonly dialog = byId('voucher', HTMLDialogElement);
  private readonly form = new Form(byId('pay', HTMLFormElement));
  private readonly rates = byId('pay-rates', HTMLElement);
  private readonly print = byId('pay-print', HTMLElement);
  private hold: Held | null = null;
  private captureId = '';

  constructor(
    private readonly basket: Basket,
    private readonly openMember: () => string | null,
    private readonly isReachable: () => boolean,
  ) {
    byId('pay', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.take();
    });
    byId('pay-use', HTMLButtonElement).addEventListener('click', () => void this.use());
    byId('voucher-close', HTMLButtonElement).addEventListener('click', () => this.dialog.close());
    // Escape closes it too: what was held goes back.
    this.dialog.addEventListener('close', () => void this.giveBack());
  }

  get isOpen(): boolean {
    return this.dialog.open;
  }

  open(): void {
    if (this.dialog.open) return;
    this.form.clearAll();
    for (const name of ['code', 'amount']) this.form.set(name, '');
    this.form.setNote(this.isReachable() ? '' : texts.voucherOffline, 'bad');
    this.rates.replaceChildren(...rateFields(this.basket.lines, 'pay'));
    this.show(null);
    this.dialog.showModal();
    byId('pay-code', HTMLInputElement).focus();
  }

  private async take(): Promise<void> {
    if (this.form.isBusy || this.hold !== null) return;
    this.form.clearAll();
    const { lines } = this.basket;
    const [total] = [...this.basket.totals()];
    if (total === undefined) return this.form.setNote(texts.basketEmpty, 'bad');
    const [currency, all] = total;
    if (this.basket.totals().size > 1) return this.form.setNote(texts.voucherOneCurrency, 'bad');
    if (!this.isReachable()) return this.form.setNote(texts.voucherOffline, 'bad');
    const [code, memberId] = [this.form.text('code'), this.openMember()];
    if (code === '' && memberId === null) return this.form.fault('code', texts.voucherNoOwner);
    const typed = this.form.text('amount');
    const sum = typed === '' ? null : readAmount(typed, currency);
    if (typeof sum === 'string') return this.form.fault('amount', sum);
    const rates = ratesOf(lines, 'pay');
    if (rates === null) return this.form.setNote(texts.voucherRate, 'bad');
    const body = {
      holdId: `till-${newId()}`,
      ...(code === '' ? {} : { code }),
      ...(memberId === null ? {} : { memberId }),
      ...(sum === null ? { upTo: all } : { amount: sum }),
      currency,
      as: this.form.text('as'),
      type: lines[0]?.type,
      lines: lines.map(({ amount: gross }, index) => ({ amount: gross, vatRate: rates[index] })),
    };
    this.form.busy(true);
    const answer = await loyalty.callUntilKnown({ method: 'POST', path: '/v1/holds', body }, held);
    this.form.busy(false);
    if (!answer.ok) return this.fail(answer.problem);
    if (!this.dialog.open) {
      this.hold = answer.value;
      return this.giveBack();
    }
    this.captureId = `till-${newId()}`;
    this.show(answer.value);
    byId('pay-use', HTMLButtonElement).focus();
  }

  private async use(): Promise<void> {
    const { hold } = this;
    if (hold === null || this.form.isBusy) return;
    this.form.busy(true);
    const answer = await loyalty.callUntilKnown(
      { method: 'POST', path: `/v1/holds/${encodeURIComponent(hold.holdId)}/capture`, body: { captureId: this.captureId } },
      captured,
    );
    this.form.busy(false);
    // Not known: the same capture is asked for again under its id.
    if (!answer.ok) return this.fail(answer.problem);
    this.hold = null;
    this.takeOff(hold);
    const words = hold.amount !== null && hold.currency !== null ? amount(hold.amount, hold.currency) : '';
    setText(byId('voucher-note', HTMLElement), texts.voucherUsed(words));
    this.dialog.close();
  }

  /** A discount lowers what is charged, and so what counts; a payment leaves it as it is. */
  private takeOff({ split }: Held): void {
    if (split === null) return;
    const { lines } = this.basket;
    this.basket.clear();
    for (const { line, amount: left } of split) {
      const kept = lines[line];
      const exact = Exact.parse(String(left));
      if (kept !== undefined && exact !== null && !exact.isZero) this.basket.add({ ...kept, amount: exact });
    }
  }

  private async giveBack(): Promise<void> {
    const { hold } = this;
    this.show(null);
    if (hold === null) return;
    // It ends by itself where this is lost.
    await loyalty.callUntilKnown({ method: 'POST', path: `/v1/holds/${encodeURIComponent(hold.holdId)}/void`, body: {} }, shape({ holdId: text }));
  }

  private fail(problem: Problem): void {
    this.form.setNote(isUncertain(problem) ? texts.voucherOffline : problemText(problem), 'bad');
  }

  private show(hold: Held | null): void {
    this.hold = hold;
    const { lines } = this.basket;
    byId('pay-hold', HTMLElement).hidden = hold === null;
    byId('pay-submit', HTMLButtonElement).hidden = hold !== null;
    if (hold?.amount == null || hold.currency === null) return this.print.replaceChildren();
    const currency = hold.currency;
    setText(byId('pay-use', HTMLButtonElement), texts.voucherUse(amount(hold.amount, currency)));
    this.print.replaceChildren(
      ...(hold.split ?? []).map(({ line, off, amount: left, vat }) =>
        el('p', {}, texts.voucherLine(spendText(lines[line]?.type ?? ''), amount(off, currency), amount(left, currency), amount(vat, currency))),
      ),
      ...(hold.split === null ? [el('p', {}, texts.voucherPays(amount(hold.amount, currency)))] : []),
    );
  }
}
