import { Exact } from '@loyalty/client';
import { loyalty } from '../shared/engine';
import { byId, el, setText } from '../shared/dom';
import { Form } from '../shared/form';
import { amount } from '../shared/format';
import { problemText } from '../shared/texts/problemText';
import { spendText } from '../shared/texts/spendText';
import { readAmount } from '../shared/readAmount';
import { type RefundableReceipt, findAmong, isRefundable, receiptOfSale, receiptsAmong } from './refundable';
import { type RefundLine, type Refund, type Sale, type Receipt, has } from './receipt';
import { lineId, newReceiptNumber } from './receiptNumber';
import { texts } from './texts';

/** Receipts to choose from; older ones are found by their number. */
const mostChoices = 12;

interface Chosen {
  readonly line: RefundableReceipt['lines'][number];
  readonly box: HTMLInputElement;
  readonly field: HTMLInputElement;
}

/** Where a receipt is found and taken back, all or part. */
export class RefundDialog {
  private readonly dialog = byId('refund', HTMLDialogElement);
  private readonly find = new Form(byId('find', HTMLFormElement));
  private readonly form = new Form(byId('back', HTMLFormElement));
  private readonly choices = byId('refund-choices', HTMLElement);
  private readonly lines = byId('back-lines', HTMLElement);
  private receipts: readonly Receipt[] = [];
  private receipt: RefundableReceipt | null = null;
  private chosen: readonly Chosen[] = [];
  /** Counts the questions for the last purchases: only the answer to the last is drawn. */
  private asked = 0;

  constructor(
    private readonly openMember: () => string | null,
    private readonly now: () => number,
    /** Keeps a refund and has it sent; answers why it cannot, or null. */
    private readonly takeBack: (refund: Refund) => Promise<string | null>,
  ) {
    byId('find', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.search(this.find.text('number'));
    });
    byId('back', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    this.lines.addEventListener('input', () => this.preview());
    byId('refund-close', HTMLButtonElement).addEventListener('click', () => this.dialog.close());
  }

  get isOpen(): boolean {
    return this.dialog.open;
  }

  follow(receipts: readonly Receipt[]): void {
    this.receipts = receipts;
    // A receipt that is credited while the dialog is open can be chosen too; whoever is about to choose keeps the focus.
    if (this.dialog.open && this.receipt === null && !this.choices.contains(document.activeElement)) void this.offerLast();
  }

  /** Opens with the last purchases of the open member or, without one, of this till. */
  async open(sale: Sale | null = null): Promise<void> {
    if (this.dialog.open) return;
    this.find.clearAll();
    this.find.set('number', sale?.number ?? '');
    this.form.clearAll();
    this.form.set('reason', '');
    this.choose(null);
    this.choices.replaceChildren();
    this.dialog.showModal();
    byId('find-number', HTMLInputElement).focus();
    if (sale !== null) await this.search(sale.number);
    else await this.offerLast();
  }

  private async offerLast(): Promise<void> {
    const asked = ++this.asked;
    const memberId = this.openMember();
    const answer = memberId === null ? null : await loyalty.getTransactions(memberId);
    const receipts =
      memberId !== null && answer?.ok === true
        ? receiptsAmong(memberId, answer.value.items, this.receipts)
        : this.receipts
            .filter((receipt) => receipt.kind === 'sale' && (memberId === null || receipt.memberId === memberId))
            .map((receipt) => receiptOfSale(receipt as Sale, this.receipts));
    if (asked !== this.asked || this.choices.contains(document.activeElement)) return;
    const offered = receipts.filter(isRefundable).slice(0, mostChoices);
    this.choices.replaceChildren(...(offered.length === 0 ? [el('p', { class: 'empty' }, texts.refundNothing)] : offered.map((one) => this.choice(one))));
  }

  private choice(receipt: RefundableReceipt): HTMLElement {
    const sums = receipt.lines.map(({ left, currency }) => amount(left, currency)).join(' + ');
    const button = el('button', { type: 'button', class: 'quiet choice' }, el('span', {}, receipt.number), el('span', {}, sums));
    button.addEventListener('click', () => {
      this.choose(receipt);
      this.focusLines();
    });
    return button;
  }

  private async search(typed: string): Promise<void> {
    const number = typed.trim();
    if (number === '') return;
    this.find.clearAll();
    const sale = this.receipts.find(
      (receipt): receipt is Sale => receipt.kind === 'sale' && (receipt.number === number.toUpperCase() || receipt.lines.some(({ id }) => id === number.toUpperCase())),
    );
    if (sale !== undefined && !has(sale, 'done')) return this.find.fault('number', texts.refundNotSent);
    const memberId = sale?.memberId ?? this.openMember();
    if (memberId === null) return this.find.fault('number', texts.refundNotFound);
    const answer = await findAmong(memberId, sale?.number ?? number, this.receipts);
    if (!this.dialog.open) return;
    const found = answer.ok ? answer.value : sale === undefined ? null : receiptOfSale(sale, this.receipts);
    if (found !== null) {
      this.choose(found);
      this.focusLines();
    } else if (answer.ok) {
      this.find.fault('number', texts.refundNotFoundAtMember);
    } else {
      this.find.fault('number', problemText(answer.problem));
    }
  }

  private choose(receipt: RefundableReceipt | null): void {
    this.receipt = receipt;
    this.chosen = (receipt?.lines ?? []).map((line, index) => chosenLine(line, index));
    setText(byId('back-number', HTMLElement), receipt === null ? texts.refundChoose : receipt.number);
    this.lines.replaceChildren(...this.chosen.map(lineRow));
    this.form.setNote('');
    this.preview();
  }

  private focusLines(): void {
    const first = this.chosen.find(({ box }) => !box.disabled);
    (first?.box ?? byId('find-number', HTMLInputElement)).focus();
  }

  private async submit(): Promise<void> {
    const { receipt } = this;
    if (this.form.isBusy) return;
    this.form.clearAll();
    if (receipt === null) return this.form.setNote(texts.refundChoose, 'bad');
    const read = this.chosen.filter(({ box }) => box.checked).map((one) => ({ one, sum: sumOf(one) }));
    if (read.length === 0) return this.form.setNote(texts.refundNoLine, 'bad');
    for (const { one, sum } of read) {
      if (typeof sum !== 'string') continue;
      one.field.setAttribute('aria-invalid', 'true');
      one.field.focus();
      return this.form.setNote(sum, 'bad');
    }
    const reason = this.form.text('reason');
    if (reason === '') return this.form.fault('reason', texts.reasonMissing);
    const number = newReceiptNumber();
    const lines = read.flatMap(({ one: { line }, sum }, index): RefundLine[] =>
      typeof sum === 'string'
        ? []
        : [{ id: lineId(number, index + 1), transactionId: line.transactionId, amount: sum.toString(), currency: line.currency, state: { kind: 'waiting' } }],
    );
    this.form.busy(true);
    const fault = await this.takeBack({ kind: 'refund', number, memberId: receipt.memberId, reason, at: this.now(), notBefore: 0, lines });
    this.form.busy(false);
    if (fault === null) this.dialog.close();
    else this.form.setNote(fault, 'bad');
  }

  /** The button says back what it will do. */
  private preview(): void {
    const sums = new Map<string, Exact>();
    for (const one of this.chosen.filter(({ box }) => box.checked)) {
      const sum = sumOf(one);
      if (typeof sum !== 'string') sums.set(one.line.currency, sums.get(one.line.currency)?.plus(sum) ?? sum);
    }
    const words = [...sums].map(([currency, sum]) => amount(sum, currency)).join(' + ');
    setText(byId('back-submit', HTMLButtonElement), words === '' ? texts.refundSubmit : texts.refundSubmitAmount(words));
  }
}

/** What is to be taken back of a line: what is typed, or all that is left; else why not. */
function sumOf({ line, field }: Chosen): Exact | string {
  if (field.value.trim() === '') return line.left;
  const sum = readAmount(field.value, line.currency);
  if (typeof sum === 'string') return sum;
  if (sum.isZero) return texts.refundZero;
  return sum.exceeds(line.left) ? texts.refundTooMuch(amount(line.left, line.currency)) : sum;
}

function chosenLine(line: RefundableReceipt['lines'][number], index: number): Chosen {
  const written = `${spendText(line.type)}, ${amount(line.amount, line.currency)}`;
  const isLeft = !line.left.isZero && !line.left.isNegative;
  const box = el('input', { type: 'checkbox', id: `back-box-${index}`, 'aria-label': texts.refundLine(written) });
  const field = el('input', { inputmode: 'decimal', autocomplete: 'off', maxlength: '32', id: `back-amount-${index}`, placeholder: texts.refundAll, 'aria-label': texts.refundAmountOf(written) });
  box.checked = isLeft;
  box.disabled = !isLeft;
  field.disabled = !isLeft;
  field.addEventListener('input', () => {
    field.removeAttribute('aria-invalid');
    if (field.value.trim() !== '') box.checked = true;
  });
  return { line, box, field };
}

const lineRow = ({ line, box, field }: Chosen): HTMLElement =>
  el(
    'div',
    { class: 'back-line' },
    el('label', { class: 'back-what', for: box.id }, box, el('span', {}, spendText(line.type), el('small', {}, texts.refundLeft(amount(line.left, line.currency))))),
    el('span', { class: 'back-sum' }, amount(line.amount, line.currency)),
    field,
  );
