import type { ForecastEntry, Programme } from '@loyalty/client/contracts';
import { expect, it } from 'vitest';
import { ladderOf } from '../../src/card/ladderOf';
import { statusOf } from '../../../Client.TypeScript/tests/samples';

const tier = (name: string, threshold: number) => ({ name, threshold, partnerBonusPercent: 0, benefits: [], colour: null, code: null });
const programme: Programme = {
  name: 'P',
  currency: 'CHF',
  timeZone: 'Europe/Zurich',
  windowMonths: 12,
  graceDays: 30,
  tiers: [tier('Member', 0), tier('Silver', 1000), tier('Gold', 2500), tier('Platinum', 5000)],
};
const leaving = (date: string, howMuch: number): ForecastEntry => ({ date, kind: 'spendLeaves', spend: 0, leaving: howMuch, arriving: null, from: null, to: null, reviewDate: null, amountToPrevent: null });
const status = (spend: number) => ({ ...statusOf(3), spend: { ...statusOf(3).spend, currentPeriod: spend } });

it('gives every step between two tiers the same length', () =>
  expect([0, 500, 1000, 1750, 2500, 3750, 5000, 9999].map((spend) => ladderOf(status(spend), programme, []).wholePart * 3)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3]));

it('tells what stays from what leaves within 30 days', () => {
  const { stays, leaves, staysPart, wholePart } = ladderOf(status(2500), programme, [leaving('2026-11-22', 1000), leaving('2026-12-21', 500), leaving('2026-12-22', 700)]);
  expect([stays, leaves, staysPart * 3, wholePart * 3]).toEqual([1000, 1500, 1, 2]);
});

it('puts what waits on top of what counts', () => {
  const waits = (amount: number) => ladderOf({ ...status(2000), pending: { amount, items: 1, next: null } }, programme, []).waitingPart * 3;
  expect([waits(0), waits(500), waits(9000)]).toEqual([2000 / 1500 + 1 - 1000 / 1500, 2, 3]);
});

it('marks the tier that is held, those below and those ahead', () =>
  expect(ladderOf(status(2500), programme, []).rungs.map(({ state }) => state)).toEqual(['reached', 'reached', 'held', 'ahead']));
