import { type Answer, Exact } from '@loyalty/client';
import type { Quote } from '@loyalty/client/contracts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { QuoteRequests, type QuoteState } from '../../src/pos/quoteRequests';

const line = { type: 'flight', amount: Exact.parse('10')!, currency: 'CHF' };
const quote = (countedAmount: number): Answer<Quote> => ({
  ok: true,
  value: {
    memberId: null,
    currency: 'CHF',
    lines: [],
    countedAmount,
    currentTier: 'Member',
    tierAfter: 'Member',
    spendAfter: countedAmount,
    toNextTierAfter: null,
    tierChange: null,
    status: null,
  },
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('asks once for a basket that is typed in a hurry', async () => {
  const ask = vi.fn(async () => quote(1));
  const desk = new QuoteRequests(ask, () => undefined);
  for (let typed = 0; typed < 5; typed++) desk.follow(null, [line]);
  await vi.runAllTimersAsync();
  expect(ask).toHaveBeenCalledTimes(1);
});

it('lets the latest answer win, whenever the earlier ones come', async () => {
  const shown: QuoteState[] = [];
  const answers: ((answer: Answer<Quote>) => void)[] = [];
  const signals: AbortSignal[] = [];
  const desk = new QuoteRequests(
    (_, __, signal) => {
      signals.push(signal);
      return new Promise((resolve) => answers.push(resolve));
    },
    (state) => shown.push(state),
  );
  desk.follow(null, [line]);
  await vi.runAllTimersAsync();
  desk.follow(null, [line, line]);
  await vi.runAllTimersAsync();
  answers[1]?.(quote(2));
  answers[0]?.(quote(1));
  await vi.runAllTimersAsync();
  expect(shown.at(-1)).toEqual({ kind: 'quoted', quote: expect.objectContaining({ countedAmount: 2 }) as Quote });
  expect([signals[0]?.aborted, signals[1]?.aborted]).toEqual([true, false]);
});

it('asks nothing for an empty basket, and forgets what was asked', async () => {
  const ask = vi.fn(async () => quote(1));
  const shown: QuoteState[] = [];
  const desk = new QuoteRequests(ask, (state) => shown.push(state));
  desk.follow(null, [line]);
  desk.follow(null, []);
  await vi.runAllTimersAsync();
  expect([ask.mock.calls.length, shown.at(-1)]).toEqual([0, { kind: 'none' }]);
});
