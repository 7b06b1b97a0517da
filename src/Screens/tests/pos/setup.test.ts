import { expect, it } from 'vitest';
import { dayOf, makeSetup } from '../../src/pos/setup';

const programme = { name: 'P', currency: 'CHF', timeZone: 'Europe/Zurich', windowMonths: 12, graceDays: 30, tiers: [] };
const clock = (now: string) => ({ now, today: now.slice(0, 10), movable: false });

it('tells the programme\'s day by the engine\'s clock, whatever this machine\'s says', () => {
  const here = Date.parse('2020-01-01T00:00:00Z');
  const setup = makeSetup(programme, [], clock('2026-11-21T22:30:00Z'), here);
  expect([dayOf(setup, here), dayOf(setup, here + 1_800_000)]).toEqual(['2026-11-21', '2026-11-22']);
});

it('offers the programme\'s currency first, and each once', () =>
  expect(makeSetup(programme, ['USD', 'CHF', 'EUR', 'USD'], clock('2026-11-21T22:30:00Z'), 0).currencies).toEqual(['CHF', 'EUR', 'USD']));
