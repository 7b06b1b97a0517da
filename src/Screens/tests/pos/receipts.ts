import { type Answer, Exact } from '@loyalty/client';
import type { SpendReceipt } from '@loyalty/client/contracts';
import { saleOf } from '../../src/pos/basket';
import type { Sale, Receipt } from '../../src/pos/receipt';
import type { ReceiptStore } from '../../src/pos/receiptStore';
import { statusOf } from '../../../Client.TypeScript/tests/samples';

/** A receipt of so many flights of 10 francs. */
export const saleNumber = (number: string, at = 1, lines = 1, memberId = 'MEMBER1'): Sale =>
  saleOf(
    memberId,
    Array.from({ length: lines }, () => ({ type: 'flight', amount: Exact.parse('10.00')!, currency: 'CHF' })),
    '2026-11-21',
    at,
    number,
  );

/** What the engine answers when it has credited a line. */
export const credited = (transactionId: string): Answer<SpendReceipt> => ({
  ok: true,
  value: {
    transaction: {
      transactionId,
      type: 'flight',
      amount: 10,
      currency: 'CHF',
      countedAmount: 10,
      date: '2026-11-21',
      lastDayCounted: '2027-11-21',
      reversedAmount: 0,
      kind: 'purchase',
      reversal: null,
      state: 'counting',
      earning: null,
    },
    status: statusOf(2),
    tierChange: null,
    version: 2,
  },
});

export const failed = (status: number, code: string, retryAfter: number | null = null): Answer<SpendReceipt> => ({
  ok: false,
  problem: { status, code, detail: `It says ${code}.`, errors: {}, retryAfter },
});

/** Keeps receipts as the browser's database does, copies and all. */
export class MemoryStore implements ReceiptStore {
  private readonly receipts = new Map<string, Receipt>();

  all = async (): Promise<readonly Receipt[]> => structuredClone([...this.receipts.values()]);

  add = async (receipt: Receipt): Promise<void> => {
    if (this.receipts.has(receipt.number)) throw new Error(`There is a receipt ${receipt.number}.`);
    this.receipts.set(receipt.number, structuredClone(receipt));
  };

  change = async (number: string, how: (receipt: Receipt) => Receipt | null): Promise<Receipt | null> => {
    const found = this.receipts.get(number);
    const changed = found === undefined ? null : how(found);
    if (changed === null) this.receipts.delete(number);
    else this.receipts.set(number, structuredClone(changed));
    return changed;
  };
}
