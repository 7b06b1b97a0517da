import { type Answer, exactJson, isUncertain } from '@loyalty/client';
import type { SpendReceipt } from '@loyalty/client/contracts';
import { loyalty } from '../shared/engine';
import { Attempts } from '../shared/attempts';
import { byId, el } from '../shared/dom';
import { Form } from '../shared/form';
import { amount, date } from '../shared/format';
import type { OpenMember } from '../shared/openMember';
import { amountUnderstood, readAmount } from '../shared/readAmount';
import { spendText } from '../shared/texts/spendText';
import type { Posting } from './consoleApi';
import { translatedProblem } from './texts/translatedProblem';
import { reversible } from './timeline';
import { sentences } from './texts';
import { texts } from './texts';

/** Corrections by hand: a credit and what is taken back, each with its reason, each once however often it is sent. */
export class Correction {
  private readonly credit = new Form(byId('credit', HTMLFormElement));
  private readonly back = new Form(byId('back', HTMLFormElement));
  private readonly choice = byId('back-transactionId', HTMLSelectElement);
  private readonly attempts = new Attempts();
  private offered: readonly Posting[] = [];

  constructor(private readonly member: OpenMember) {
    this.on('credit', () => this.creditNow());
    this.on('back', () => this.takeBackNow());
    this.credit.echo('amount', () => amountUnderstood(this.credit.text('amount'), this.credit.text('currency')));
    this.back.echo('amount', () => amountUnderstood(this.back.text('amount'), this.currencyOf(this.back.text('transactionId'))));
    this.offer([]);
  }

  /** The purchases that can be taken back; the choice stays where it can. */
  offer(postings: readonly Posting[]): void {
    const chosen = this.choice.value;
    const open = reversible(postings);
    this.offered = open;
    this.choice.replaceChildren(
      ...(open.length === 0 ? [el('option', { value: '' }, texts.nothingToTakeBack)] : open.map((one) => el('option', { value: one.transactionId }, purchaseWords(one)))),
    );
    if (open.some((one) => one.transactionId === chosen)) this.choice.value = chosen;
  }

  /** Leads to the form with a purchase chosen. */
  choose(posting: Posting): void {
    this.back.clearAll();
    this.choice.value = posting.transactionId;
    byId('back-reason', HTMLInputElement).focus();
  }

  /** Another member: nothing that was typed is meant for them. */
  forget(): void {
    for (const form of [this.credit, this.back]) {
      form.clearAll();
      for (const field of ['amount', 'reason', 'date']) form.set(field, '');
    }
  }

  private currencyOf(transactionId: string): string {
    return this.offered.find((one) => one.transactionId === transactionId)?.currency ?? '';
  }

  private async creditNow(): Promise<void> {
    const form = this.credit;
    const typed = readAmount(form.text('amount'), form.text('currency'));
    const reason = form.text('reason');
    if (typeof typed === 'string') return form.fault('amount', typed);
    if (reason === '') return form.fault('reason', texts.needReason);
    const day = form.text('date');
    const purchase = { type: form.text('type'), amount: typed, currency: form.text('currency'), ...(day === '' ? {} : { date: day }), reason };
    await this.send(form, purchase, (id, memberId) => loyalty.buy(memberId, id, purchase), ({ transaction, status }) =>
      sentences.credited(amount(transaction.countedAmount, status.spend.currency), status.tier.name));
  }

  private async takeBackNow(): Promise<void> {
    const form = this.back;
    const transactionId = form.text('transactionId');
    const typed = form.text('amount');
    const part = typed === '' ? null : readAmount(typed, this.currencyOf(transactionId));
    const reason = form.text('reason');
    if (transactionId === '') return form.fault('transactionId', texts.nothingToTakeBack);
    if (typeof part === 'string') return form.fault('amount', part);
    if (reason === '') return form.fault('reason', texts.needReason);
    const reversal = { transactionId, reason, ...(part === null ? {} : { amount: part }) };
    await this.send(form, reversal, (id, memberId) => loyalty.takeBack(memberId, id, reversal), ({ transaction, status }) =>
      sentences.backDone(amount(transaction.reversedAmount, transaction.currency), status.tier.name));
  }

  private async send(
    form: Form,
    content: unknown,
    send: (id: string, memberId: string) => Promise<Answer<SpendReceipt>>,
    done: (receipt: SpendReceipt) => string,
  ): Promise<void> {
    const memberId = this.member.id;
    if (memberId === null || form.isBusy) return;
    form.clearAll();
    const { id } = this.attempts.begin(exactJson({ memberId, content }), performance.now());
    form.busy(true);
    const answer = await send(id, memberId);
    form.busy(false);
    if (answer.ok) {
      this.attempts.settle(id);
      for (const field of ['amount', 'reason', 'date']) form.set(field, '');
      form.setNote(done(answer.value), 'good');
    } else if (isUncertain(answer.problem)) {
      form.setNote(`${translatedProblem(answer.problem).detail} ${texts.pressAgain}`, 'bad');
    } else {
      this.attempts.settle(id);
      form.show(translatedProblem(answer.problem));
    }
  }

  private on(form: string, send: () => Promise<void>): void {
    byId(form, HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void send();
    });
  }
}

const purchaseWords = (one: Posting): string =>
  `${date(one.date)}, ${one.partner ?? spendText(one.type)}, ${amount(one.amount - one.reversedAmount, one.currency)}`;
