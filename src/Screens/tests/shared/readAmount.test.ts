import { describe, expect, it } from 'vitest';
import { amountUnderstood, readAmount, readRate } from '../../src/shared/readAmount';

const read = (typed: string, currency: string, tag = 'en'): string => readAmount(typed, currency, tag).toString();

describe('an amount', () => {
  it.each([
    ['1250', 'CHF', '1250.00'],
    ['0,5', 'CHF', '0.50'],
    ['12.50', 'CHF', '12.50'],
    ['1,234.567', 'KWD', '1234.567'],
    ['0,943', 'KWD', '0.943'],
    ['1000', 'JPY', '1000'],
    ['1.2345', 'CLF', '1.2345'],
  ])('of %s %s is %s', (typed, currency, exact) => expect(read(typed, currency)).toBe(exact));

  it.each([
    ['1.000', 'CHF'],
    ['0,943', 'CHF'],
    ['0.943', 'CHF'],
    ['10.00', 'JPY'],
    ['10.0', 'JPY'],
    ['1.2340', 'KWD'],
    ['1.00000', 'CLF'],
  ])('of %s %s has digits that the currency does not', (typed, currency) => expect(read(typed, currency)).toContain(currency));

  it('that reads both ways is asked about, with both readings', () =>
    expect([read('1,250', 'CHF', 'en'), read('1.250', 'CHF', 'de')]).toEqual([expect.stringMatching(/1250.*1\.250/), expect.stringMatching(/1250.*1\.250/)]));

  it.each(['', 'abc', '-5', '0943'])('is not "%s"', (typed) => expect(read(typed, 'CHF')).toMatch(/[a-z]{4}/));
});

describe('a rate', () => {
  it.each([
    ['0,943', 'en', 0.943],
    ['0.943', 'de', 0.943],
    ['0.9431', 'en', 0.9431],
    ['1.943', 'en', 1.943],
    ['0.00000671', 'en', 0.00000671],
  ])('%s (%s) is %s', (typed, tag, rate) => expect(readRate(typed, tag)).toBe(rate));

  it.each([['1,943', 'en'], ['1.943', 'de'], ['0', 'en'], ['-1', 'en'], ['0.12345678901234567', 'en'], ['', 'en']])('is not %s (%s)', (typed, tag) =>
    expect(readRate(typed, tag)).toBeTypeOf('string'),
  );
});

it('is said as it was understood', () =>
  expect([amountUnderstood('1250', 'CHF'), amountUnderstood('1,250', 'CHF'), amountUnderstood('', 'CHF')]).toEqual([expect.stringMatching(/CHF.1,250\.00/), '', '']));
