import type { Answer } from '../shared/http';
import { type Problem, isFinal } from '../shared/problem';
import type { Receipt, TierChange } from '../shared/wire';

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
  /** When it was made, in milliseconds since 1970; slips go out in this order. */
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

export type Slip = Sale | Refund;

/** The engine's wishes are followed for so long at most: a far-off one would strand the sale. */
export const longestRetryAfterMs = 3_600_000;

export const linesIn = (slip: Slip, kind: LineState['kind']): readonly Line[] =>
  (slip.lines as readonly Line[]).filter((line) => line.state.kind === kind);

export const has = (slip: Slip, kind: LineState['kind']): boolean => linesIn(slip, kind).length > 0;

/** Nothing waits and nobody has to decide anything. */
export const isSettled = (slip: Slip): boolean => !has(slip, 'waiting') && !has(slip, 'refused');

/** The order in which slips are sent. */
export const inOrder = (one: Slip, other: Slip): number => one.at - other.at || (one.number < other.number ? -1 : 1);

/** The slip with one line in another state. */
export function withState(slip: Slip, id: string, state: LineState): Slip {
  const put = <L extends Line>(line: L): L => (line.id === id ? { ...line, state } : line);
  return slip.kind === 'sale' ? { ...slip, lines: slip.lines.map(put) } : { ...slip, lines: slip.lines.map(put) };
}

/** The slip after an answer for one of its lines. What is uncertain goes on waiting. */
export function answered(slip: Slip, id: string, answer: Answer<Receipt>, now: number): Slip {
  if (answer.ok) return { ...withState(slip, id, doneBy(answer.value)), notBefore: 0 };
  if (isFinal(answer.problem)) return { ...withState(slip, id, refusedBy(answer.problem)), notBefore: 0 };
  const wait = Math.min((answer.problem.retryAfter ?? 0) * 1000, longestRetryAfterMs);
  return { ...slip, notBefore: wait > 0 ? now + wait : 0 };
}

/** Milliseconds for which the engine does not want this slip. A clock that was set back cannot stretch it. */
export function restOf(slip: Slip, now: number): number {
  const rest = slip.notBefore - now;
  return rest > 0 && rest <= longestRetryAfterMs ? rest : 0;
}

const refusedBy = ({ code, detail, errors }: Problem): LineState => ({
  kind: 'refused',
  code,
  detail: Object.values(errors).join(' ') || detail,
});

function doneBy({ transaction, status, tierChange }: Receipt): LineState {
  const counted = transaction.reversal === null ? transaction.countedAmount : -transaction.reversal.countedAmount;
  return { kind: 'done', counted, currency: status.spend.currency, tierChange };
}
