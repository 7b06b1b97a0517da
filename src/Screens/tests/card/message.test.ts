import type { ForecastEntry, Programme, Status } from '@loyalty/client/contracts';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/card/message';
import { statusOf } from '../../../Client.TypeScript/tests/samples';

const today = '2026-11-21';
const programme: Programme = {
  name: 'P',
  currency: 'CHF',
  timeZone: 'Europe/Zurich',
  windowMonths: 12,
  graceDays: 30,
  tiers: [
    { name: 'Member', threshold: 0, partnerBonusPercent: 0, benefits: [], colour: null, code: null },
    { name: 'Gold', threshold: 2500, partnerBonusPercent: 25, benefits: [], colour: null, code: null },
  ],
};
const entry = (date: string, kind: string, more: Partial<ForecastEntry> = {}): ForecastEntry => ({
  date,
  kind,
  spend: 0,
  leaving: null,
  arriving: null,
  from: 'Gold',
  to: 'Gold',
  reviewDate: null,
  amountToPrevent: null,
  ...more,
});
const gold = statusOf(3, today);
const risk = (date: string) => [
  entry(date, 'spendLeaves', { leaving: 1000 }),
  entry(date, 'spendLeaves', { leaving: 318.79 }),
  entry(date, 'tierAtRisk', { amountToPrevent: 392.25 }),
  entry('2027-01-20', 'tierDropped', { to: 'Silver', amountToPrevent: 515.14 }),
];

describe('a risk ahead', () => {
  it.each(['2026-11-22', '2026-12-21'])('on %s is told', (day) =>
    expect(messageOf(gold, risk(day), programme)).toMatchObject({ kind: 'riskAhead', tier: 'Gold', day, leaving: 1318.79, missing: 392.25, drop: { amountToPrevent: 515.14 } }),
  );

  it('of more than 30 days from now is not yet', () => expect(messageOf(gold, risk('2026-12-22'), programme)).toEqual({ kind: 'safe', tier: 'Gold', until: '2027-01-20' }));
});

describe('a tier at risk', () => {
  const atRisk: Status = { ...gold, tier: { ...gold.tier, reviewDate: '2026-12-10', atRisk: true }, spend: { ...gold.spend, currentPeriod: 2000 } };

  it('says what the forecast asks for', () =>
    expect(messageOf(atRisk, [entry('2026-12-10', 'tierDropped', { amountToPrevent: 700 })], programme)).toEqual({ kind: 'atRisk', tier: 'Gold', day: '2026-12-10', missing: 700 }));

  it('says without a forecast what the threshold asks for', () =>
    expect(messageOf(atRisk, null, programme)).toEqual({ kind: 'atRisk', tier: 'Gold', day: '2026-12-10', missing: 500 }));
});

describe('the lowest tier', () => {
  const lowest = (lifetime: number): Status => ({ ...gold, tier: { ...gold.tier, name: 'Member', level: 0 }, spend: { ...gold.spend, lifetime } });

  it('is welcomed while nothing was ever spent', () => expect(messageOf(lowest(0), [], programme)).toEqual({ kind: 'welcome', tier: 'Member' }));
  it('is on the way after that', () => expect(messageOf(lowest(5), [], programme)).toEqual({ kind: 'onTheWay' }));
});

it('promises no day that it does not know', () => expect(messageOf(gold, null, programme)).toEqual({ kind: 'safe', tier: 'Gold', until: null }));
