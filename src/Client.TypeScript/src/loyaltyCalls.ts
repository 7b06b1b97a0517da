import { type Answer, type Command, Calls } from './calls.js';
import * as contracts from './contracts.js';
import type { Exact } from './exact.js';
import { newId } from './newId.js';

export interface Enrolment {
  readonly channel: string;
  /** One of the two at least. */
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly birthDate?: string;
  readonly locale?: string;
  readonly homeAirport?: string;
  readonly memberId?: string;
}

export interface Purchase {
  readonly type: string;
  /** A number that was typed or added up is given as {@link Exact}: it arrives digit by digit. */
  readonly amount: number | Exact;
  readonly currency: string;
  /** The civil day of it; today where it is missing. */
  readonly date?: string;
  readonly bookingReference?: string;
  readonly partner?: string;
  /** Why somebody credits it by hand. */
  readonly reason?: string;
}

export interface Reversal {
  readonly transactionId: string;
  /** All that is left, where it is missing. */
  readonly amount?: number | Exact;
  readonly reason: string;
}

const of = (memberId: string): string => `/v1/members/${encodeURIComponent(memberId)}`;

const query = (values: Readonly<Record<string, string | null>>): string =>
  new URLSearchParams(Object.entries(values).filter((one): one is [string, string] => one[1] !== null)).toString();

/** Items of a list that are read where nobody says how many. */
const usualLimit = 20;

/** The command that credits a purchase, for who keeps it before it is sent. */
export const purchaseCommand = (memberId: string, transactionId: string, purchase: Purchase): Command => ({
  method: 'POST',
  path: `${of(memberId)}/purchases`,
  body: { transactionId, ...purchase },
});

/** The command that takes back a purchase or a part of it. */
export const reversalCommand = (memberId: string, reversalId: string, { transactionId, ...rest }: Reversal): Command => ({
  method: 'POST',
  path: `${of(memberId)}/purchases/${encodeURIComponent(transactionId)}/reversals`,
  body: { reversalId, ...rest },
});

/**
 * The calls of the engine that most need, answered as they are said to be. What reads is called once; commands are sent again under their id
 * until it is known what became of them ({@link Calls.callUntilKnown}). None throws.
 */
export class LoyaltyCalls extends Calls {
  readonly getProgramme = (): Promise<Answer<contracts.Programme>> => this.call({ method: 'GET', path: '/v1/programme' }, contracts.programme);

  readonly getMember = (memberId: string): Promise<Answer<contracts.Member>> => this.call({ method: 'GET', path: of(memberId) }, contracts.member);

  /** The status card alone: all that a till may ask for. */
  readonly getStatus = (memberId: string): Promise<Answer<contracts.Status>> =>
    this.call({ method: 'GET', path: `${of(memberId)}/status` }, contracts.status);

  /** Whose a card code, a number of any scheme or a boarding pass is. */
  readonly scan = (text: string): Promise<Answer<contracts.Scanned>> => this.call({ method: 'POST', path: '/v1/scans', body: { text } }, contracts.scanned);

  /** A new signed code for a member's card; it is good for some two minutes. */
  readonly getCardCode = (memberId: string): Promise<Answer<contracts.CardCode>> =>
    this.call({ method: 'GET', path: `${of(memberId)}/card-code` }, contracts.cardCode);

  /** The kinds of numbers that members may have. */
  readonly getNumberSchemes = (): Promise<Answer<contracts.NumberSchemes>> => this.call({ method: 'GET', path: '/v1/number-schemes' }, contracts.numberSchemes);

  /** A member's numbers, by their last four characters. */
  readonly getNumbers = (memberId: string): Promise<Answer<contracts.MemberNumbers>> =>
    this.call({ method: 'GET', path: `${of(memberId)}/numbers` }, contracts.memberNumbers);

  /** Gives a member a number of a scheme; harmless when repeated. */
  readonly putNumber = (memberId: string, scheme: string, number: string): Promise<Answer<contracts.MemberNumber>> =>
    this.callUntilKnown({ method: 'PUT', path: `${of(memberId)}/numbers/${encodeURIComponent(scheme)}`, body: { number } }, contracts.memberNumber);

  /** Takes a number from a member; harmless when repeated. */
  readonly removeNumber = (memberId: string, numberId: string): Promise<Answer<null>> =>
    this.callUntilKnown({ method: 'DELETE', path: `${of(memberId)}/numbers/${encodeURIComponent(numberId)}` }, () => null);

  /** A page of purchases and reversals, newest first. */
  readonly getTransactions = (memberId: string, limit = usualLimit, cursor: string | null = null) =>
    this.call({ method: 'GET', path: `${of(memberId)}/transactions?${query({ limit: String(limit), cursor })}` }, contracts.transactions);

  /** A page of days with their exchange rates, newest first. */
  readonly getRates = (limit = usualLimit, cursor: string | null = null) =>
    this.call({ method: 'GET', path: `/v1/rates?${query({ limit: String(limit), cursor })}` }, contracts.rates);

  /** What a basket would earn and bring. Without a member it is for a passer-by. */
  readonly quote = (memberId: string | null, lines: readonly Purchase[], signal?: AbortSignal): Promise<Answer<contracts.Quote>> =>
    this.call(
      { method: 'POST', path: '/v1/quotes', body: { ...(memberId === null ? {} : { memberId }), lines }, ...(signal === undefined ? {} : { signal }) },
      contracts.quote,
    );

  /** The credits that wait. */
  readonly getPending = (memberId: string) => this.call({ method: 'GET', path: `${of(memberId)}/pending` }, contracts.pendingCredits);

  /** Changes of the tier, newest first. */
  readonly getHistory = (memberId: string, limit = usualLimit) =>
    this.call({ method: 'GET', path: `${of(memberId)}/history?${query({ limit: String(limit) })}` }, contracts.history);

  readonly getForecast = (memberId: string) => this.call({ method: 'GET', path: `${of(memberId)}/forecast` }, contracts.forecast);

  /** The postings that make up today's spend, and the rule that gives the tier. */
  readonly explain = (memberId: string) => this.call({ method: 'GET', path: `${of(memberId)}/explain` }, contracts.explanation);

  readonly enrol = (enrolment: Enrolment, idempotencyKey = newId()): Promise<Answer<contracts.Status>> =>
    this.callUntilKnown(
      { method: 'POST', path: '/v1/members', body: enrolment, headers: { 'Idempotency-Key': idempotencyKey } },
      contracts.status,
    );

  /** Credits a purchase once, however often it is sent under its id. */
  readonly buy = (memberId: string, transactionId: string, purchase: Purchase): Promise<Answer<contracts.SpendReceipt>> =>
    this.callUntilKnown(purchaseCommand(memberId, transactionId, purchase), contracts.spendReceipt);

  /** Takes back a purchase or a part of it, once. */
  readonly takeBack = (memberId: string, reversalId: string, reversal: Reversal): Promise<Answer<contracts.SpendReceipt>> =>
    this.callUntilKnown(reversalCommand(memberId, reversalId, reversal), contracts.spendReceipt);

  readonly getConsent = (memberId: string): Promise<Answer<contracts.Consent>> =>
    this.call({ method: 'GET', path: `${of(memberId)}/consent` }, contracts.consent);

  /** Whether displays may greet the member. */
  readonly putConsent = (memberId: string, displayRecognition: boolean): Promise<Answer<contracts.Consent>> =>
    this.callUntilKnown({ method: 'PUT', path: `${of(memberId)}/consent`, body: { displayRecognition } }, contracts.consent);

  /** Who the caller is taken for. */
  readonly getMe = (): Promise<Answer<contracts.Me>> => this.call({ method: 'GET', path: '/v1/me' }, contracts.me);

  /** Where people sign in, told to anybody. */
  readonly getSignIn = (): Promise<Answer<contracts.SignIn>> => this.call({ method: 'GET', path: '/v1/sign-in' }, contracts.signIn);

  readonly getClock = (): Promise<Answer<contracts.ClockState>> => this.call({ method: 'GET', path: '/v1/clock' }, contracts.clockState);

  /** Moves the engine's test clock forward to an instant. */
  readonly moveClock = (now: string): Promise<Answer<contracts.Clock>> => this.call({ method: 'PUT', path: '/v1/clock', body: { now } }, contracts.clock);
}
