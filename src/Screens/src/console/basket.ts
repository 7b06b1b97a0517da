import type { Exact } from '@loyalty/client';
import { byId, el } from '../shared/dom';
import { loyalty } from '../shared/engine';
import { Form } from '../shared/form';
import { amount } from '../shared/format';
import { amountUnderstood, readAmount } from '../shared/readAmount';
import { earningText } from '../shared/texts/earningText';
import { spendText } from '../shared/texts/spendText';
import { problemText } from '../shared/texts/problemText';
import { sentences } from './texts';
import { texts } from './texts';

/** As many lines as the engine takes. */
const mostLines = 100;

interface Line {
  readonly type: string;
  readonly amount: Exact;
  readonly currency: string;
}

/** What a basket would earn the open member and what status it would bring. Nothing is charged. */
export class Basket {
  private readonly form = new Form(byId('basket', HTMLFormElement));
  private readonly list = byId('basket-lines', HTMLElement);
  private readonly outcome = byId('basket-outcome', HTMLElement);
  private lines: readonly Line[] = [];
  private memberId: string | null = null;
  private turn = 0;

  constructor() {
    byId('basket', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const typed = readAmount(this.form.text('amount'), this.form.text('currency'));
      if (typeof typed === 'string') return this.form.fault('amount', typed);
      this.lines = [...this.lines, { type: this.form.text('type'), amount: typed, currency: this.form.text('currency') }].slice(-mostLines);
      this.form.set('amount', '');
      this.draw();
      void this.ask();
    });
    this.form.echo('amount', () => amountUnderstood(this.form.text('amount'), this.form.text('currency')));
    this.draw();
  }

  /** The member is another, or stands elsewhere now. */
  follow(memberId: string): void {
    if (memberId !== this.memberId) this.lines = [];
    this.memberId = memberId;
    this.draw();
    void this.ask();
  }

  private draw(): void {
    this.list.replaceChildren(
      ...this.lines.map((line, index) => {
        const words = `${spendText(line.type)} ${amount(line.amount, line.currency)}`;
        const remove = el('button', { type: 'button', class: 'quiet small', 'aria-label': `${texts.remove}: ${words}` }, '×');
        remove.addEventListener('click', () => {
          this.lines = this.lines.filter((_, at) => at !== index);
          this.draw();
          void this.ask();
        });
        return el('li', {}, el('span', {}, words), remove);
      }),
    );
    if (this.lines.length === 0) this.outcome.replaceChildren(el('p', { class: 'quiet-line' }, texts.emptyBasket));
  }

  private async ask(): Promise<void> {
    const turn = ++this.turn;
    if (this.memberId === null || this.lines.length === 0) return;
    const answer = await loyalty.quote(this.memberId, this.lines);
    if (turn !== this.turn) return;
    if (!answer.ok) {
      this.outcome.replaceChildren(el('p', { class: 'note', 'data-tone': 'bad' }, problemText(answer.problem)));
      return;
    }
    const { countedAmount, currency, currentTier, tierAfter, spendAfter, lines } = answer.value;
    const why = lines.flatMap((line) => (line.earning === null ? [] : earningText(line.earning, line.currency, currency, true)));
    const rises = answer.value.tierChange?.kind === 'upgraded';
    this.outcome.replaceChildren(
      el('p', {}, sentences.wouldEarn(amount(countedAmount, currency))),
      el('p', rises ? { class: 'note', 'data-tone': 'good' } : {}, rises ? sentences.wouldRise(currentTier, tierAfter) : ''),
      el('p', {}, sentences.wouldBe(tierAfter, amount(spendAfter, currency))),
      ...(why.length === 0 ? [] : [el('ul', { class: 'row-more' }, ...why.map((one) => el('li', {}, one)))]),
    );
  }
}
