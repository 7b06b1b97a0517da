import type { Exact } from './exact';
import { type Answer, type Command, call, callUntilKnown } from './http';
import * as contracts from './contracts';

export interface Enrolment {
  readonly channel: string;
  /** One of the two at least. */
  readonly givenName?: string;
  readonly familyName?: string;
}

export interface Purchase {
  readonly type: string;
  readonly amount: number | Exact;
  readonly currency: string;
  readonly date?: string;
  /** Why somebody credits it by hand. */
  readonly reason?: string;
}

export interface Reversal {
  readonly transactionId: string;
  readonly amount?: number | Exact;
  readonly reason: string;
}

const of = (memberId: string): string => `/v1/members/${encodeURIComponent(memberId)}`;

const query = (values: Readonly<Record<string, string | null>>): string =>
  new URLSearchParams(Object.entries(values).filter((one): one is [string, string] => one[1] !== null)).toString();

/** Items a list on a screen shows. */
export const listed = 20;

export const getProgramme = (): Promise<Answer<contracts.Programme>> => call({ method: 'GET', path: '/v1/programme' }, contracts.programme);

export const getMember = (memberId: string): Promise<Answer<contracts.Member>> => call({ method: 'GET', path: of(memberId) }, contracts.member);

/** The status card alone: all that a till may ask for. */
export const getStatus = (memberId: string): Promise<Answer<contracts.Status>> => call({ method: 'GET', path: `${of(memberId)}/status` }, contracts.status);

export const getTransactions = (memberId: string) =>
  call({ method: 'GET', path: `${of(memberId)}/transactions?limit=${listed}` }, contracts.transactions);

/** A page of purchases and reversals, newest first, for who looks for one. */
export const getTransactionsPage = (memberId: string, limit: number, cursor: string | null) =>
  call({ method: 'GET', path: `${of(memberId)}/transactions?${query({ limit: String(limit), cursor })}` }, contracts.transactions);

/** A page of days with their exchange rates, newest first. */
export const getRatesPage = (limit: number, cursor: string | null) =>
  call({ method: 'GET', path: `/v1/rates?${query({ limit: String(limit), cursor })}` }, contracts.rates);

/** What a basket would earn and bring. Without a member it is for a passer-by. */
export const quote = (memberId: string | null, lines: readonly Purchase[], signal: AbortSignal): Promise<Answer<contracts.Quote>> =>
  call({ method: 'POST', path: '/v1/quotes', body: { ...(memberId === null ? {} : { memberId }), lines }, signal }, contracts.quote);

/** The credits that wait. */
export const getPending = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/pending` }, contracts.pendingCredits);

export const getHistory = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/history?limit=${listed}` }, contracts.history);

export const getForecast = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/forecast` }, contracts.forecast);

export const explain = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/explain` }, contracts.explanation);

export const enrol = (idempotencyKey: string, enrolment: Enrolment): Promise<Answer<contracts.Status>> =>
  callUntilKnown(
    { method: 'POST', path: '/v1/members', body: enrolment, headers: { 'Idempotency-Key': idempotencyKey } },
    contracts.status,
  );

export const purchaseCommand = (memberId: string, transactionId: string, purchase: Purchase): Command => ({
  method: 'POST',
  path: `${of(memberId)}/purchases`,
  body: { transactionId, ...purchase },
});

export const reversalCommand = (memberId: string, reversalId: string, { transactionId, ...rest }: Reversal): Command => ({
  method: 'POST',
  path: `${of(memberId)}/purchases/${encodeURIComponent(transactionId)}/reversals`,
  body: { reversalId, ...rest },
});

export const buy = (memberId: string, transactionId: string, purchase: Purchase): Promise<Answer<contracts.SpendReceipt>> =>
  callUntilKnown(purchaseCommand(memberId, transactionId, purchase), contracts.spendReceipt);

export const takeBack = (memberId: string, reversalId: string, reversal: Reversal): Promise<Answer<contracts.SpendReceipt>> =>
  callUntilKnown(reversalCommand(memberId, reversalId, reversal), contracts.spendReceipt);

export const getConsent = (memberId: string): Promise<Answer<contracts.Consent>> =>
  call({ method: 'GET', path: `${of(memberId)}/consent` }, contracts.consent);

/** Whether displays may greet the member. */
export const putConsent = (memberId: string, displayRecognition: boolean): Promise<Answer<contracts.Consent>> =>
  callUntilKnown({ method: 'PUT', path: `${of(memberId)}/consent`, body: { displayRecognition } }, contracts.consent);

export const getClock = (): Promise<Answer<contracts.ClockState>> => call({ method: 'GET', path: '/v1/clock' }, contracts.clockState);

/** Moves the engine's test clock forward to an instant. */
export const moveClock = (now: string): Promise<Answer<contracts.Clock>> => call({ method: 'PUT', path: '/v1/clock', body: { now } }, contracts.clock);
