import type { Answer } from '@loyalty/client';
import { type Decoded, list, number, shape, text } from '@loyalty/client/decode';
import { call, callUntilKnown } from '../../shared/engine';

// What only the view of finance reads, in the words of docs/API.md.

const cost = shape({ low: number, high: number });

export const monthCosts = shape({
  month: text,
  state: text,
  sequence: number,
  tiers: list(shape({ version: number, code: text, memberDays: number, low: number, high: number })),
  unearned: list(shape({ code: text, memberDays: number, low: number, high: number })),
  adjustments: list(shape({ ofMonth: text, code: text, memberDays: number, low: number, high: number })),
  total: cost,
});
export type MonthCosts = Decoded<typeof monthCosts>;

export const closing = shape({ month: text, closedAt: text, sha256: text });
export type Closing = Decoded<typeof closing>;

export const getMonth = (month: string): Promise<Answer<MonthCosts>> =>
  call({ method: 'GET', path: `/v1/finance/benefit-costs?month=${encodeURIComponent(month)}` }, monthCosts);

export const closeMonth = (closingId: string, month: string): Promise<Answer<Closing>> =>
  callUntilKnown({ method: 'POST', path: '/v1/finance/closings', body: { closingId, month } }, closing);

export const yearFile = (year: number): string => `/v1/exports/benefit-costs?year=${year}`;

export const monthFile = (month: string): string => `/v1/exports/benefit-costs?month=${encodeURIComponent(month)}`;
