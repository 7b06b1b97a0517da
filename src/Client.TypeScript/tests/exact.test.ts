import { expect, it } from 'vitest';
import { Exact, exactJson } from '../src/exact.js';

const exact = (text: string): Exact => Exact.parse(text) ?? expect.fail(`${text} is no amount`);

it.each(['0', '0.05', '12.50', '-3.7', '1000000000.0001', '9007199254740993.01'])('keeps %s digit by digit', (text) =>
  expect(exact(text).toString()).toBe(text));

it.each(['', '.5', '1,5', '1e5', '1.00001', '--1', 'NaN'])('refuses "%s"', (text) => expect(Exact.parse(text)).toBeNull());

it('adds where binary fractions would not', () => expect(exact('0.1').plus(exact('0.2')).toString()).toBe('0.3'));

it('subtracts below zero', () => {
  const rest = exact('1.00').minus(exact('2.5'));
  expect([rest.toString(), rest.isNegative, exact('2').exceeds(exact('1.9999'))]).toEqual(['-1.50', true, true]);
});

it('writes the decimals of a currency, and never fewer than were used', () =>
  expect([exact('12.5').with(2).toString(), exact('12').with(0).toString(), exact('12.500').with(2).toString(), exact('1.234').with(2).toString()]).toEqual([
    '12.50',
    '12',
    '12.50',
    '1.234',
  ]));

it('takes what the engine sent', () => expect([Exact.from(0.1 + 0.2, 2).toString(), Exact.from(1e9, 3).toString()]).toEqual(['0.30', '1000000000.000']));

it('becomes a JSON number with its own digits', () =>
  expect(exactJson({ id: 'a"b', amount: exact('12.50'), left: undefined, none: null, lines: [{ n: 1, ok: true }] })).toBe(
    '{"id":"a\\"b","amount":12.50,"none":null,"lines":[{"n":1,"ok":true}]}',
  ));
