import type { ForecastEntry } from '@loyalty/client/contracts';
import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../src/card/outlook';

const entry = (date: string, kind: string, spend: number, more: Partial<ForecastEntry> = {}): ForecastEntry => ({
  date,
  kind,
  spend,
  leaving: null,
  arriving: null,
  from: null,
  to: null,
  reviewDate: null,
  amountToPrevent: null,
  ...more,
});

const landing = [
  entry('2026-12-01', 'spendLeaves', 2600, { leaving: 300 }),
  entry('2027-01-11', 'spendLeaves', 300, { leaving: 2300 }),
  entry('2027-01-11', 'tierAtRisk', 300, { to: 'Gold', amountToPrevent: 2200 }),
  entry('2027-02-10', 'tierDropped', 300, { from: 'Gold', to: 'Silver' }),
  entry('2027-02-10', 'tierAtRisk', 300, { to: 'Silver' }),
  entry('2028-01-01', 'spendLeaves', 0, { leaving: 300 }),
];

describe('the coming twelve months', () => {
  const outlook = outlookOf('2026-11-21', 2900, landing);

  it('begin with today and end a year on, with one point a day', () =>
    expect(outlook.points).toEqual([
      { date: '2026-11-21', spend: 2900 },
      { date: '2026-12-01', spend: 2600 },
      { date: '2027-01-11', spend: 300 },
      { date: '2027-02-10', spend: 300 },
      { date: '2027-11-22', spend: 300 },
    ]));

  it('mark every day of risk and drop', () =>
    expect([outlook.riskDays, outlook.dropDays]).toEqual([['2027-01-11', '2027-02-10'], ['2027-02-10']]));

  it('name the first of each', () =>
    expect([outlook.nextLeaving?.date, outlook.nextRisk?.to, outlook.nextDrop?.to]).toEqual(['2026-12-01', 'Gold', 'Silver']));

  it('show a tier won today at risk on their last day, and name the drop that comes after', () => {
    const fresh = outlookOf('2026-01-10', 2600, [
      entry('2027-01-11', 'spendLeaves', 0, { leaving: 2600 }),
      entry('2027-01-11', 'tierAtRisk', 0, { to: 'Gold' }),
      entry('2027-02-10', 'tierDropped', 0, { from: 'Gold', to: 'Silver' }),
    ]);
    expect([fresh.riskDays, fresh.dropDays, fresh.nextDrop?.date]).toEqual([['2027-01-11'], [], '2027-02-10']);
    expect(fresh.points.at(-1)).toEqual({ date: '2027-01-11', spend: 0 });
  });

  it('are flat when nothing leaves', () => {
    const flat = outlookOf('2026-11-21', 0, []);
    expect(flat.points).toEqual([
      { date: '2026-11-21', spend: 0 },
      { date: '2027-11-22', spend: 0 },
    ]);
    expect([flat.nextLeaving, flat.nextRisk, flat.nextDrop]).toEqual([null, null, null]);
  });
});
