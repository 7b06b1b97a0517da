import { expect, test } from 'vitest';
import type { Posting } from '../../src/console/consoleApi';
import { reversible, timelineOf } from '../../src/console/timeline';

const posting = (version: number, more: Partial<Posting> = {}): Posting => ({
  transactionId: `t-${version}`,
  type: 'flight',
  amount: 100,
  currency: 'CHF',
  countedAmount: 100,
  netCountedAmount: 100,
  rate: 1,
  bonusPercent: 0,
  date: '2026-11-21',
  postedOn: '2026-11-21',
  lastDayCounted: '2027-11-21',
  reversedAmount: 0,
  bookingReference: null,
  partner: null,
  kind: 'purchase',
  version,
  at: '2026-11-21T10:00:00.000Z',
  reversal: null,
  reason: null,
  state: 'counting',
  earning: null,
  ...more,
});
const change = (version: number) => ({ version, kind: 'tierUpgraded', date: '2026-11-21', from: 'Member', to: 'Silver', spend: 1000, reviewDate: null, reason: null });

test('a purchase and the change it brings are one entry', () => {
  const timeline = timelineOf([posting(3), posting(2)], [change(4), change(3)], true);
  expect(timeline.map(({ version, posting: told, tierChanges }) => [version, told !== null, tierChanges.length])).toEqual([
    [4, false, 1],
    [3, true, 1],
    [2, true, 0],
  ]);
});

test('tierChanges from before the oldest posting wait until it is read', () => {
  expect(timelineOf([posting(9)], [change(5)], false).map((one) => one.version)).toEqual([9]);
  expect(timelineOf([posting(9)], [change(5)], true).map((one) => one.version)).toEqual([9, 5]);
});

test('only what is left of a purchase can be taken back', () => {
  const open = reversible([posting(5, { kind: 'reversal' }), posting(4, { reversedAmount: 100 }), posting(3, { amount: 0 }), posting(2, { reversedAmount: 40 })]);
  expect(open.map((one) => one.version)).toEqual([2]);
});
