import { type Exact, type Purchase, exactJson, isUncertain } from '@loyalty/client';
import type { Programme, Status } from '@loyalty/client/contracts';
import { loyalty } from '../shared/engine';
import { Attempts, doubleClickMs } from '../shared/attempts';
import { byId, el, setText } from '../shared/dom';
import { Form } from '../shared/form';
import { amount } from '../shared/format';
import { amountUnderstood, readAmount } from '../shared/readAmount';
import type { Stopwatch } from '../shared/stopwatch';
import type { OpenMember } from '../shared/openMember';
import { locale } from '../shared/i18n';
import { problemText } from '../shared/texts/problemText';
import { translatedProblem } from '../shared/texts/translatedProblem';
import { quickAmounts } from './quickAmounts';
import { texts } from './texts';

/** Currencies to choose from beside the programme's; one without a rate is refused by the engine, in words. */
const others: readonly string[] = ['CHF', 'EUR', 'USD', 'GBP', 'JPY', 'SEK', 'AED', 'KWD'];

/** Buys for the open member. */
export class BuyForm {
  private readonly element = byId('buy', HTMLFormElement);
  private readonly form = new Form(this.element);
  private readonly submit = byId('buy-submit', HTMLButtonElement);
  private readonly quick = byId('quick', HTMLElement);
  private readonly reach = el('button', { type: 'button', class: 'quiet reach' });
  private readonly attempts = new Attempts();
  private last = { id: '', counted: '', tookMs: null as number | null };
  private toNextTier: number | null = null;
  private ownCurrency = '';

  constructor(
    private readonly member: OpenMember,
    private readonly stopwatch: Stopwatch,
  ) {
    this.offer(null);
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      const typed = readAmount(this.form.text('amount'), this.form.text('currency'));
      if (typeof typed === 'string') this.form.fault('amount', typed);
      else void this.buy(typed);
    });
    this.element.addEventListener('input', () => this.preview());
    this.form.echo('amount', () => amountUnderstood(this.form.text('amount'), this.form.text('currency')));
    this.reach.addEventListener('click', () => {
      if (this.toNextTier !== null) void this.buy(this.toNextTier);
    });
  }

  /** Offers the currencies and amounts that suit a programme, or plain ones while it is not known. */
  offer(programme: Programme | null): void {
    const chosen = this.form.text('currency');
    this.ownCurrency = programme?.currency ?? '';
    const currencies = [...new Set([this.ownCurrency, ...others])].filter((code) => code !== '');
    byId('buy-currency', HTMLSelectElement).replaceChildren(...currencies.map((code) => el('option', { value: code }, code)));
    this.form.set('currency', this.ownCurrency || chosen || 'CHF');
    this.quick.replaceChildren(
      ...quickAmounts(programme).map((value) => {
        const button = el('button', { type: 'button', class: 'quiet' }, value.toLocaleString(locale.tag));
        button.addEventListener('click', () => void this.buy(value));
        return button;
      }),
      this.reach,
    );
    this.preview();
  }

  /** Follows the card: what is missing to the next tier is an amount to buy. */
  follow({ spend }: Status): void {
    this.toNextTier = spend.toNextTier;
    this.ownCurrency = spend.currency;
    setText(
      this.reach,
      spend.nextTier === null ? texts.highestReached : texts.reach(spend.nextTier, amount(spend.toNextTier ?? 0, spend.currency)),
    );
    this.preview();
  }

  /** A push has come for a command of this page: before the reply or after it. */
  pushed(transactionId: string, tookMs: number): void {
    if (transactionId !== this.last.id) return;
    this.last.tookMs = tookMs;
    this.tellBought();
  }

  forget(): void {
    this.form.clearAll();
  }

  private async buy(value: number | Exact): Promise<void> {
    const memberId = this.member.id;
    if (memberId === null || this.form.isBusy) return;
    const date = this.form.text('date');
    const purchase: Purchase = {
      type: this.form.text('type'),
      amount: value,
      currency: this.form.text('currency'),
      ...(date === '' ? {} : { date }),
    };
    const clickedAt = performance.now();
    const { id } = this.attempts.begin(exactJson({ memberId, ...purchase }), clickedAt);
    this.form.clearAll();
    this.last = { id, counted: '', tookMs: null };
    this.stopwatch.start(id, clickedAt);
    this.form.busy(true);
    const answer = await loyalty.buy(memberId, id, purchase);
    if (answer.ok) {
      this.attempts.settle(id);
      this.last.counted = amount(answer.value.transaction.countedAmount, answer.value.status.spend.currency);
      this.tellBought();
    } else if (isUncertain(answer.problem)) {
      this.form.setNote(`${problemText(answer.problem)} ${texts.chargedOnce}`, 'bad');
    } else {
      this.attempts.settle(id);
      this.form.show(translatedProblem(answer.problem));
    }
    // The second click of a double click finds the form still busy, however fast the engine is.
    setTimeout(() => this.form.busy(false), Math.max(0, doubleClickMs / 2 - (performance.now() - clickedAt)));
  }

  private tellBought(): void {
    const { counted, tookMs } = this.last;
    if (counted === '') return;
    this.form.setNote(tookMs === null ? texts.counted(counted) : texts.countedAfter(counted, String(tookMs)), 'good');
  }

  /** The button says the amount back as it was understood. */
  private preview(): void {
    const currency = this.form.text('currency');
    const typed = readAmount(this.form.text('amount'), currency);
    setText(this.submit, typeof typed === 'string' || currency === '' ? texts.buy : texts.buyFor(amount(typed, currency)));
    setText(byId('quick-label', HTMLElement), texts.oneClickIn(currency));
    this.reach.disabled = this.toNextTier === null || currency !== this.ownCurrency;
  }
}
