import { exactJson, isUncertain } from '@loyalty/client';
import type { Transaction } from '@loyalty/client/contracts';
import { loyalty } from '../shared/engine';
import { Attempts, doubleClickMs } from '../shared/attempts';
import { byId, el } from '../shared/dom';
import { Form } from '../shared/form';
import { amount, date } from '../shared/format';
import { amountUnderstood, readAmount } from '../shared/readAmount';
import type { Stopwatch } from '../shared/stopwatch';
import { isReversible } from '../shared/transactionsPanel';
import type { OpenMember } from '../shared/openMember';
import { problemText } from '../shared/texts/problemText';
import { spendText } from '../shared/texts/spendText';
import { translatedProblem } from '../shared/texts/translatedProblem';
import { texts } from './texts';

/** Takes back one of the last purchases, all or part. */
export class TakeBackForm {
  private readonly element = byId('back', HTMLFormElement);
  private readonly form = new Form(this.element);
  private readonly choice = byId('back-transactionId', HTMLSelectElement);
  private readonly attempts = new Attempts();
  private chosen: string | null = null;
  private offered: readonly Transaction[] = [];

  constructor(
    private readonly member: OpenMember,
    private readonly stopwatch: Stopwatch,
  ) {
    this.offer([]);
    this.choice.addEventListener('change', () => {
      this.chosen = this.choice.value;
    });
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.takeBack();
    });
    this.form.echo('amount', () => amountUnderstood(this.form.text('amount'), this.currencyOf(this.form.text('transactionId'))));
  }

  /** Offers the purchases of which something is left: the newest, unless somebody has chosen. */
  offer(transactions: readonly Transaction[]): void {
    const open = transactions.filter(isReversible);
    this.offered = open;
    this.choice.replaceChildren(...open.map((one) => el('option', { value: one.transactionId }, choiceWords(one))));
    if (open.length === 0) this.choice.append(el('option', { value: '' }, texts.nothingToTakeBack));
    const chosen = open.find((one) => one.transactionId === this.chosen);
    if (chosen !== undefined) this.choice.value = chosen.transactionId;
  }

  /** Leads here with a purchase chosen. */
  choose(transactionId: string): void {
    this.form.clearAll();
    this.chosen = transactionId;
    this.choice.value = transactionId;
    this.choice.focus();
  }

  forget(): void {
    this.chosen = null;
    this.form.clearAll();
    this.form.set('amount', '');
  }

  private currencyOf(transactionId: string): string {
    return this.offered.find((one) => one.transactionId === transactionId)?.currency ?? '';
  }

  private async takeBack(): Promise<void> {
    const memberId = this.member.id;
    if (memberId === null || this.form.isBusy) return;
    this.form.clearAll();
    const transactionId = this.form.text('transactionId');
    const typed = this.form.text('amount');
    const part = typed === '' ? null : readAmount(typed, this.currencyOf(transactionId));
    if (transactionId === '') return this.form.fault('transactionId', texts.noPurchase);
    if (typeof part === 'string') return this.form.fault('amount', part);
    if (this.form.text('reason') === '') return this.form.fault('reason', texts.sayWhy);

    const reversal = { transactionId, reason: this.form.text('reason'), ...(part === null ? {} : { amount: part }) };
    const clickedAt = performance.now();
    const { id } = this.attempts.begin(exactJson({ memberId, ...reversal }), clickedAt);
    this.stopwatch.start(id, clickedAt);
    this.form.busy(true);
    const answer = await loyalty.takeBack(memberId, id, reversal);
    if (answer.ok) {
      this.attempts.settle(id);
      this.chosen = null;
      this.form.set('amount', '');
      this.form.setNote(texts.takenBack, 'good');
    } else if (isUncertain(answer.problem)) {
      this.form.setNote(`${problemText(answer.problem)} ${texts.takenBackOnce}`, 'bad');
    } else {
      this.attempts.settle(id);
      this.form.show(translatedProblem(answer.problem));
    }
    setTimeout(() => this.form.busy(false), Math.max(0, doubleClickMs / 2 - (performance.now() - clickedAt)));
  }
}

const choiceWords = (one: Transaction): string =>
  `${amount(one.amount, one.currency)} · ${spendText(one.type)} · ${date(one.date)}`;
