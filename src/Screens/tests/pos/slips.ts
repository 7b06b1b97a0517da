import { Exact } from '../../src/shared/exact';
import type { Answer } from '../../src/shared/http';
import type { Receipt } from '../../src/shared/wire';
import { saleOf } from '../../src/pos/basket';
import type { Sale, Slip } from '../../src/pos/slip';
import type { SlipStore } from '../../src/pos/slipStore';
import { statusOf } from '../shared/samples';

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
export const credited = (transactionId: string): Answer<Receipt> => ({
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
    },
    status: statusOf(2),
    tierChange: null,
    version: 2,
  },
});

export const failed = (status: number, code: string, retryAfter: number | null = null): Answer<Receipt> => ({
  ok: false,
  problem: { status, code, detail: `It says ${code}.`, errors: {}, retryAfter },
});

/** Keeps slips as the browser's database does, copies and all. */
export class MemoryStore implements SlipStore {
  private readonly slips = new Map<string, Slip>();

  all = async (): Promise<readonly Slip[]> => structuredClone([...this.slips.values()]);

  add = async (slip: Slip): Promise<void> => {
    if (this.slips.has(slip.number)) throw new Error(`There is a slip ${slip.number}.`);
    this.slips.set(slip.number, structuredClone(slip));
  };

  change = async (number: string, how: (slip: Slip) => Slip | null): Promise<Slip | null> => {
    const found = this.slips.get(number);
    const changed = found === undefined ? null : how(found);
    if (changed === null) this.slips.delete(number);
    else this.slips.set(number, structuredClone(changed));
    return changed;
  };
}
