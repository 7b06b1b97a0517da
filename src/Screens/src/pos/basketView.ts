import type { Quote } from '@loyalty/client/contracts';
import { byId, el, setText } from '../shared/dom';
import { amount } from '../shared/format';
import { row, rows } from '../shared/rows';
import { earningText } from '../shared/texts/earningText';
import { spendText } from '../shared/texts/spendText';
import type { Basket, BasketLine } from './basket';
import { texts } from './texts';

/** The lines of the basket and what is to pay. */
export class BasketView {
  private readonly place = byId('basket', HTMLElement);
  private readonly clear = byId('basket-clear', HTMLButtonElement);

  constructor(
    private readonly basket: Basket,
    private readonly onRemoved: () => void,
  ) {
    this.clear.addEventListener('click', () => {
      basket.clear();
      onRemoved();
    });
    basket.changed.on(() => this.draw(null));
    this.draw(null);
  }

  /** With a quote each line says what it counts, and why. */
  draw(quote: Quote | null): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['line'] : undefined;
    this.place.replaceChildren(rows(this.basket.lines.map((line, index) => this.lineRow(line, index, quote)), texts.basketEmpty));
    if (focused !== undefined) this.place.querySelector<HTMLElement>(`[data-line="${focused}"]`)?.focus();
    const totals = [...this.basket.totals()].map(([currency, sum]) => amount(sum, currency));
    setText(byId('basket-total', HTMLElement), totals.length === 0 ? '–' : totals.join(' + '));
    this.clear.disabled = this.basket.lines.length === 0;
  }

  private lineRow(line: BasketLine, index: number, quote: Quote | null): HTMLLIElement {
    const written = `${spendText(line.type)}, ${amount(line.amount, line.currency)}`;
    const counted = quote?.lines[index];
    const button = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.remove(written), 'data-line': String(index) }, '×');
    button.addEventListener('click', () => {
      this.basket.remove(index);
      if (this.basket.lines.length === 0) this.onRemoved();
      else this.place.querySelector<HTMLElement>(`[data-line="${Math.min(index, this.basket.lines.length - 1)}"]`)?.focus();
    });
    return row({
      title: spendText(line.type),
      // A no-break space holds the line until the quote is there.
      detail: counted === undefined ? '\u00a0' : texts.counts(amount(counted.countedAmount, quote?.currency ?? line.currency)),
      value: amount(line.amount, line.currency),
      action: button,
      more: counted === undefined || counted.earning === null ? [] : earningText(counted.earning, line.currency, quote?.currency ?? line.currency, true),
    });
  }
}
