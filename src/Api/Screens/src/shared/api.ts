import { type Answer, call, callUntilKnown } from './http';
import * as wire from './wire';

export interface Enrolment {
  readonly channel: string;
  readonly givenName: string;
  readonly familyName: string;
}

export interface Purchase {
  readonly type: string;
  readonly amount: number;
  readonly currency: string;
  readonly date?: string;
  /** Why somebody credits it by hand. */
  readonly reason?: string;
}

export interface Reversal {
  readonly transactionId: string;
  readonly amount?: number;
  readonly reason: string;
}

const of = (memberId: string): string => `/v1/members/${encodeURIComponent(memberId)}`;

/** Items a list on a screen shows. */
export const listed = 20;

export const getProgramme = (): Promise<Answer<wire.Programme>> => call({ method: 'GET', path: '/v1/programme' }, wire.programme);

export const getMember = (memberId: string): Promise<Answer<wire.Member>> => call({ method: 'GET', path: of(memberId) }, wire.member);

export const getTransactions = (memberId: string) =>
  call({ method: 'GET', path: `${of(memberId)}/transactions?limit=${listed}` }, wire.transactions);

export const getHistory = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/history?limit=${listed}` }, wire.history);

export const getForecast = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/forecast` }, wire.forecast);

export const explain = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/explain` }, wire.explanation);

export const enrol = (idempotencyKey: string, enrolment: Enrolment): Promise<Answer<wire.Status>> =>
  callUntilKnown(
    { method: 'POST', path: '/v1/members', body: enrolment, headers: { 'Idempotency-Key': idempotencyKey } },
    wire.status,
  );

export const buy = (memberId: string, transactionId: string, purchase: Purchase): Promise<Answer<wire.Receipt>> =>
  callUntilKnown({ method: 'POST', path: `${of(memberId)}/purchases`, body: { transactionId, ...purchase } }, wire.receipt);

export const takeBack = (memberId: string, reversalId: string, reversal: Reversal): Promise<Answer<wire.Receipt>> => {
  const { transactionId, ...rest } = reversal;
  return callUntilKnown(
    {
      method: 'POST',
      path: `${of(memberId)}/purchases/${encodeURIComponent(transactionId)}/reversals`,
      body: { reversalId, ...rest },
    },
    wire.receipt,
  );
};

export const getClock = (): Promise<Answer<wire.ClockState>> => call({ method: 'GET', path: '/v1/clock' }, wire.clockState);

/** Moves the engine's test clock forward to an instant. */
export const moveClock = (now: string): Promise<Answer<wire.Clock>> => call({ method: 'PUT', path: '/v1/clock', body: { now } }, wire.clock);
