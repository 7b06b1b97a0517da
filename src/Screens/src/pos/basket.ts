import { Exact, Signal } from '@loyalty/client';
import { type Sale, type SaleLine } from './receipt';
import { lineId, newReceiptNumber } from './receiptNumber';

/** Lines of a basket at most: as many as the engine quotes in one go. */
export const mostLines = 100;

export interface BasketLine {
  readonly type: string;
  readonly amount: Exact;
  readonly currency: string;
}

/** What is being bought, until it is charged. */
export class Basket {
  readonly changed = new Signal();
  private held: readonly BasketLine[] = [];

  get lines(): readonly BasketLine[] {
    return this.held;
  }

  get isFull(): boolean {
    return this.held.length >= mostLines;
  }

  add(line: BasketLine): void {
    this.set([...this.held, line].slice(0, mostLines));
  }

  remove(index: number): void {
    this.set(this.held.filter((_, at) => at !== index));
  }

  clear(): void {
    this.set([]);
  }

  /** The sums to pay, one a currency, in the order in which the currencies came up. */
  totals(): ReadonlyMap<string, Exact> {
    const sums = new Map<string, Exact>();
    for (const { amount, currency } of this.held) sums.set(currency, sums.get(currency)?.plus(amount) ?? amount);
    return sums;
  }

  private set(lines: readonly BasketLine[]): void {
    this.held = lines;
    this.changed.emit();
  }
}

/** Makes a basket a receipt: from here on its number, its ids and its day are fixed. */
export function saleOf(memberId: string, lines: readonly BasketLine[], date: string | null, at: number, number = newReceiptNumber()): Sale {
  return {
    kind: 'sale',
    number,
    memberId,
    date,
    at,
    notBefore: 0,
    lines: lines.map(
      ({ type, amount, currency }, index): SaleLine => ({
        id: lineId(number, index + 1),
        type,
        amount: amount.toString(),
        currency,
        state: { kind: 'waiting' },
      }),
    ),
  };
}

/** The lines of a receipt that the engine refused, to be rung up anew under new ids. */
export const refusedLines = (sale: Sale): readonly BasketLine[] =>
  sale.lines.flatMap(({ type, amount, currency, state }) => {
    const exact = Exact.parse(amount);
    return state.kind === 'refused' && exact !== null ? [{ type, amount: exact, currency }] : [];
  });
