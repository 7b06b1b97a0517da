import { expect, it } from 'vitest';
import { addMonths, addDays, dateIn, instantOn } from '../../src/shared/civilDate';

it('adds days over months and leap days', () => expect([addDays('2028-02-28', 1), addDays('2026-12-31', 30)]).toEqual(['2028-02-29', '2027-01-30']));

it.each(['Europe/Zurich', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Pacific/Auckland', 'America/New_York', 'UTC'])('finds an instant of the day in %s', (zone) => {
  const found = instantOn('2026-03-29', zone);
  expect(dateIn(new Date(found ?? ''), zone)).toBe('2026-03-29');
});

it('has no instant for what is no date or zone', () => expect([instantOn('soon', 'UTC'), instantOn('2026-01-01', 'Nowhere')]).toEqual([null, null]));

it.each([
  ['2026-11-21', 12, '2027-11-21'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-12-31', 2, '2027-02-28'],
])('%s and %s months is %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));
