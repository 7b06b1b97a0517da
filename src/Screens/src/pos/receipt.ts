import { type Answer, type Problem, isFinal } from '@loyalty/client';
import type { SpendReceipt, TierChange } from '@loyalty/client/contracts';

/** What has become of a line. Every line is a command of its own with an id of its own. */
export type LineState =
  | { readonly kind: 'waiting' }
  /** The engine has it. The counted amount is in the programme's currency. */
  | { readonly kind: 'done'; readonly counted: number; readonly currency: string; readonly tierChange: TierChange | null }
  /** The engine will not have it: somebody has to decide. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  /** Refused, and given up or rung up anew by the cashier. */
  | { readonly kind: 'dropped'; readonly detail: string };

interface Line {
  /** The transaction id of a sale's line, the reversal id of a refund's. */
  readonly id: string;
  /** Exact, with a point: "12.50". */
  readonly amount: string;
  readonly currency: string;
  readonly state: LineState;
}

export interface SaleLine extends Line {
  readonly type: string;
}

export interface RefundLine extends Line {
  readonly transactionId: string;
}

interface Head {
  readonly number: string;
  readonly memberId: string;
  /** When it was made by the engine's clock, in milliseconds since 1970; receipts go out in this order. */
  readonly at: number;
  /** The engine asked not to be called before; 0 when it did not. */
  readonly notBefore: number;
}

/** A receipt: one purchase for each line. */
export interface Sale extends Head {
  readonly kind: 'sale';
  /** The purchase date, fixed when it was charged: a sale that is sent a day late is still of its day. Null for the day it arrives. */
  readonly date: string | null;
  readonly lines: readonly SaleLine[];
}

/** A refund: one reversal for each line. */
export interface Refund extends Head {
  readonly kind: 'refund';
  readonly reason: string;
  readonly lines: readonly RefundLine[];
}

export type Receipt = Sale | Refund;

/** The engine's wishes are followed for so long at most: a far-off one would strand the sale. */
export const longestRetryAfterMs = 3_600_000;

export const linesIn = (receipt: Receipt, kind: LineState['kind']): readonly Line[] =>
  (receipt.lines as readonly Line[]).filter((line) => line.state.kind === kind);

export const has = (receipt: Receipt, kind: LineState['kind']): boolean => linesIn(receipt, kind).length > 0;

/** Nothing waits and nobody has to decide anything. */
export const isSettled = (receipt: Receipt): boolean => !has(receipt, 'waiting') && !has(receipt, 'refused');

/** The order in which receipts are sent. */
export const inOrder = (one: Receipt, other: Receipt): number => one.at - other.at || (one.number < other.number ? -1 : 1);

/** The receipt with one line in another state. */
export function withState(receipt: Receipt, id: string, state: LineState): Receipt {
  const put = <L extends Line>(line: L): L => (line.id === id ? { ...line, state } : line);
  return receipt.kind === 'sale' ? { ...receipt, lines: receipt.lines.map(put) } : { ...receipt, lines: receipt.lines.map(put) };
}

/** The receipt after an answer for one of its lines. What is uncertain goes on waiting. */
export function answered(receipt: Receipt, id: string, answer: Answer<SpendReceipt>, now: number): Receipt {
  if (answer.ok) return { ...withState(receipt, id, doneBy(answer.value)), notBefore: 0 };
  if (isFinal(answer.problem)) return { ...withState(receipt, id, refusedBy(answer.problem)), notBefore: 0 };
  const wait = Math.min((answer.problem.retryAfter ?? 0) * 1000, longestRetryAfterMs);
  return { ...receipt, notBefore: wait > 0 ? now + wait : 0 };
}

/** Milliseconds for which the engine does not want this receipt. A clock that was set back cannot stretch it. */
export function restOf(receipt: Receipt, now: number): number {
  const rest = receipt.notBefore - now;
  return rest > 0 && rest <= longestRetryAfterMs ? rest : 0;
}

const refusedBy = ({ code, detail, errors }: Problem): LineState => ({
  kind: 'refused',
  code,
  detail: Object.values(errors).join(' ') || detail,
});

function doneBy({ transaction, status, tierChange }: SpendReceipt): LineState {
  const counted = transaction.reversal === null ? transaction.countedAmount : -transaction.reversal.countedAmount;
  return { kind: 'done', counted, currency: status.spend.currency, tierChange };
}
