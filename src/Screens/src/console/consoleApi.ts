import type { Answer } from '@loyalty/client';
import { earning, explanation, status } from '@loyalty/client/contracts';
import { type Decoded, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { call } from '../shared/engine';

// What only the console reads, in the words of docs/API.md.

const of = (memberId: string): string => `/v1/members/${encodeURIComponent(memberId)}`;

export const person = shape({
  memberId: text,
  channel: text,
  enrolledOn: text,
  givenName: maybe(text),
  familyName: maybe(text),
  email: maybe(text),
  phone: maybe(text),
  homeAirport: maybe(text),
  status,
});
export type Person = Decoded<typeof person>;

const people = shape({ items: list(person), next: maybe(text) });

export const posting = shape({
  transactionId: text,
  type: text,
  amount: number,
  currency: text,
  countedAmount: number,
  netCountedAmount: number,
  rate: number,
  bonusPercent: number,
  date: text,
  postedOn: text,
  lastDayCounted: text,
  reversedAmount: number,
  bookingReference: maybe(text),
  partner: maybe(text),
  kind: text,
  version: number,
  at: text,
  reversal: maybe(shape({ reversalId: text, amount: number, countedAmount: number, reason: text })),
  reason: maybe(text),
  state: maybe(text),
  earning: maybe(earning),
});
export type Posting = Decoded<typeof posting>;

const postings = shape({ items: list(posting), next: maybe(text) });

export const population = shape({
  asOf: text,
  sequence: number,
  behind: number,
  currency: text,
  members: number,
  atRisk: number,
  overdue: number,
  currentPeriodSpend: number,
  lifetimeSpend: number,
  tiers: list(shape({ name: text, level: number, members: number, atRisk: number })),
  days: list(shape({ date: text, atRisk: number, reviews: number })),
});
export type Population = Decoded<typeof population>;

export const importSummary = shape({
  rows: number,
  accepted: number,
  duplicates: number,
  rejected: number,
  errors: list(shape({ line: number, code: text, detail: text })),
});
export type ImportSummary = Decoded<typeof importSummary>;

export const findMembers = (query: string, cursor: string | null) =>
  call(
    { method: 'GET', path: `/v1/members?${new URLSearchParams({ query, ...(cursor === null ? {} : { cursor }) }).toString()}` },
    people,
  );

export const getPerson = (memberId: string): Promise<Answer<Person>> => call({ method: 'GET', path: of(memberId) }, person);

/** Postings of a page, newest first. */
export const postingsPage = 50;

export const getPostings = (memberId: string, cursor: string | null) =>
  call(
    { method: 'GET', path: `${of(memberId)}/transactions?limit=${postingsPage}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}` },
    postings,
  );

/** The rule that gives the tier; the postings themselves are in the timeline. */
export const getRule = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/explain?limit=1` }, explanation);

export const getPopulation = (): Promise<Answer<Population>> => call({ method: 'GET', path: '/v1/population' }, population);

export const putRate = (date: string, currency: string, rate: number): Promise<Answer<null>> =>
  call({ method: 'PUT', path: `/v1/rates/${encodeURIComponent(date)}`, body: { [currency]: rate } }, () => null);
