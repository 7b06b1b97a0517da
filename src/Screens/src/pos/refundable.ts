import { type Answer, Exact } from '@loyalty/client';
import type { Transaction } from '@loyalty/client/contracts';
import { loyalty } from '../shared/engine';
import { minorUnitsOf } from '../shared/minorUnits';
import type { Sale, Receipt } from './receipt';
import { receiptNumberOf } from './receiptNumber';

/** Items of a page, and pages of a member's transactions that a search reads at most. */
const pageItems = 1000;
const mostPages = 20;

export interface RefundableLine {
  readonly transactionId: string;
  readonly type: string;
  readonly amount: Exact;
  /** What no refund has taken back yet, also none that still waits in this till. */
  readonly left: Exact;
  readonly currency: string;
}

/** Purchases that were charged together. */
export interface RefundableReceipt {
  readonly number: string;
  readonly memberId: string;
  readonly lines: readonly RefundableLine[];
}

export const isRefundable = ({ lines }: RefundableReceipt): boolean => lines.some(({ left }) => !left.isZero && !left.isNegative);

/** The receipts among a member's transactions, in their order; lines of a receipt in the order in which they were rung up. */
export function receiptsAmong(memberId: string, transactions: readonly Transaction[], receipts: readonly Receipt[]): readonly RefundableReceipt[] {
  const waiting = refundsUnderWay(receipts);
  const byNumber = new Map<string, RefundableLine[]>();
  for (const one of transactions.filter(({ kind }) => kind !== 'reversal')) {
    const decimals = minorUnitsOf(one.currency);
    const amount = Exact.from(one.amount, decimals);
    const left = amount.minus(Exact.from(one.reversedAmount, decimals)).minus(waiting.get(one.transactionId) ?? nothing);
    const number = receiptNumberOf(one.transactionId);
    byNumber.set(number, [{ transactionId: one.transactionId, type: one.type, amount, left, currency: one.currency }, ...(byNumber.get(number) ?? [])]);
  }
  return [...byNumber].map(([number, lines]) => ({ number, memberId, lines }));
}

/** A receipt of this till as the till itself knows it, for when the engine cannot be asked: what was credited, less its own refunds. */
export function receiptOfSale(sale: Sale, receipts: readonly Receipt[]): RefundableReceipt {
  const taken = refunds(receipts, (kind) => kind === 'waiting' || kind === 'done');
  const lines = sale.lines.flatMap(({ id, type, amount, currency, state }) => {
    const exact = Exact.parse(amount);
    if (state.kind !== 'done' || exact === null) return [];
    return [{ transactionId: id, type, amount: exact, left: exact.minus(taken.get(id) ?? nothing), currency }];
  });
  return { number: sale.number, memberId: sale.memberId, lines };
}

/** Looks for a receipt or a transaction through a member's transactions. Null when it is not there. */
export async function findAmong(memberId: string, number: string, receipts: readonly Receipt[]): Promise<Answer<RefundableReceipt | null>> {
  const names = [number, number.toUpperCase()];
  const found: Transaction[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer: Awaited<ReturnType<typeof loyalty.getTransactions>> = await loyalty.getTransactions(memberId, pageItems, cursor);
    if (!answer.ok) return answer;
    const before = found.length;
    found.push(...answer.value.items.filter(({ transactionId, kind }) => kind !== 'reversal' && (names.includes(transactionId) || names.includes(receiptNumberOf(transactionId)))));
    cursor = answer.value.next;
    // Lines of one receipt stand close together: a page without any after some ends the search.
    if (cursor === null || (before > 0 && found.length === before)) break;
  }
  return { ok: true, value: receiptsAmong(memberId, found, receipts)[0] ?? null };
}

const nothing = Exact.from(0, 0);

const refundsUnderWay = (receipts: readonly Receipt[]): ReadonlyMap<string, Exact> => refunds(receipts, (kind) => kind === 'waiting');

function refunds(receipts: readonly Receipt[], counts: (kind: string) => boolean): ReadonlyMap<string, Exact> {
  const sums = new Map<string, Exact>();
  for (const receipt of receipts) {
    for (const line of receipt.kind === 'refund' ? receipt.lines : []) {
      const exact = counts(line.state.kind) ? Exact.parse(line.amount) : null;
      if (exact !== null) sums.set(line.transactionId, sums.get(line.transactionId)?.plus(exact) ?? exact);
    }
  }
  return sums;
}
