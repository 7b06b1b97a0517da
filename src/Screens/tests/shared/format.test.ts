import { describe, expect, it } from 'vitest';
import { amount, date, decimalsOf, memberNumber, words } from '../../src/shared/format';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('amounts', () => {
  it.each([
    [2500, 'CHF', 'en', 'CHF 2,500.00'],
    [2500, 'JPY', 'en', 'JPY 2,500'],
    [1.5, 'KWD', 'en', 'KWD 1.500'],
    [1234.5, 'EUR', 'de', '1.234,50 EUR'],
    [12.345, 'CHF', 'en', 'CHF 12.345'],
    [12.5, 'not a currency', 'en', '12.50'],
  ])('%s %s in %s', (value, currency, locale, shown) => expect(plain(amount(value, currency, locale))).toBe(shown));

  it('knows the decimals of a currency', () => expect(['JPY', 'CHF', 'KWD'].map(decimalsOf)).toEqual([0, 2, 3]));
});

describe('dates', () => {
  it('keep their day in every zone', () => expect(date('2028-02-29', 'en')).toBe('Feb 29, 2028'));
  it('are shown as they came where they are none', () => expect(date('soon')).toBe('soon'));
});

it('groups an issued number and leaves others', () =>
  expect([memberNumber('100000000017'), memberNumber('AB12')]).toEqual(['1000 0000 0017', 'AB12']));

it('makes words of codes', () => expect([words('priority-boarding'), words('tierUpgraded')]).toEqual(['Priority boarding', 'Tier upgraded']));
