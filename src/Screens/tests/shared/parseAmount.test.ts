import { expect, it } from 'vitest';
import { parseAmount } from '../../src/shared/parseAmount';

it.each([
  ['250', 'en', 250],
  ['99.90', 'en', 99.9],
  ['1,000.50', 'en', 1000.5],
  ['1.000,50', 'en', 1000.5],
  ["1'000.50", 'de-CH', 1000.5],
  ['1 000,5', 'fr', 1000.5],
  ['1,000,000', 'en', 1000000],
  ['12,50', 'en', 12.5],
  ['-5', 'en', -5],
  ['5.', 'en', 5],
])('reads %s (%s)', (typed, locale, value) => expect(parseAmount(typed, locale)).toBe(value));

it('reads what can be read both ways as the user would', () =>
  expect([parseAmount('1,000', 'en'), parseAmount('1,000', 'de'), parseAmount('1.000', 'de')]).toEqual([1000, 1, 1000]));

it.each(['', 'abc', '1,00,0', '1.2.3', '1e5', '--1', '1,0000.5'])('refuses "%s"', (typed) => expect(parseAmount(typed, 'en')).toBeNull());
