import { describe, expect, it } from 'vitest';
import { readNumber } from '../../src/shared/readNumber';

const read = (typed: string, tag: string): string => {
  const reading = readNumber(typed, tag);
  return reading.kind === 'number' ? reading.digits : reading.kind === 'uncertain' ? `${reading.grouped} or ${reading.decimal}` : 'none';
};

it.each([
  ['250', 'en', '250'],
  ['99.90', 'en', '99.90'],
  ['1,000.50', 'en', '1000.50'],
  ['1.000,50', 'en', '1000.50'],
  ['1,234.567', 'de', '1234.567'],
  ["1'000.50", 'de-CH', '1000.50'],
  ['1’000', 'de-CH', '1000'],
  ['1 000,5', 'fr', '1000.5'],
  ['1\u202f234\u202f567,89', 'fr', '1234567.89'],
  ['1,000,000', 'en', '1000000'],
  ['1.000.000', 'en', '1000000'],
  ['12,50', 'en', '12.50'],
  ['-5', 'en', '-5'],
  ['5.', 'en', '5'],
  ['0', 'en', '0'],
  [' 7 ', 'en', '7'],
  ['1.250', 'en', '1.250'],
  ['1,250', 'de', '1.250'],
  ['1234.567', 'de', '1234.567'],
])('reads %s (%s) as %s', (typed, tag, value) => expect(read(typed, tag)).toBe(value));

describe('a leading zero never groups', () => {
  it.each(['en', 'de', 'de-CH', 'fr', 'it'])('in %s', (tag) =>
    expect([read('0,943', tag), read('0.943', tag), read('-0,943', tag), read('0,000', tag)]).toEqual(['0.943', '0.943', '-0.943', '0.000']),
  );

  it.each(['00,943', '0,943,000', "0'943", '0 943', '0.943,5', '007', '00', '0943'])('and nothing is made of "%s"', (typed) =>
    expect([read(typed, 'en'), read(typed, 'de')]).toEqual(['none', 'none']),
  );
});

it('guesses nothing that reads both ways', () =>
  expect([read('1,250', 'en'), read('1.250', 'de'), read('-1,943', 'en'), read('1.250', 'fr')]).toEqual([
    '1250 or 1.250',
    '1250 or 1.250',
    '-1943 or -1.943',
    '1250 or 1.250',
  ]));

it.each(['', 'abc', '1,00,0', '1.2.3', '1e5', '--1', '1,0000.5', '1 2', "1'00", '1,000 000', '1.234,567,890', '.5', '+5', '１２', '1,000.5.'])(
  'makes nothing of "%s"',
  (typed) => expect([read(typed, 'en'), read(typed, 'de')]).toEqual(['none', 'none']),
);
