import { Exact } from '@loyalty/client';
import { expect, it } from 'vitest';
import { Basket, mostLines, refusedLines, saleOf } from '../../src/pos/basket';
import { withState } from '../../src/pos/receipt';
import { lineId, newReceiptNumber, receiptNumberOf } from '../../src/pos/receiptNumber';

const line = (amount: string, currency = 'CHF') => ({ type: 'flight', amount: Exact.parse(amount)!, currency });

it('sums each currency exactly', () => {
  const basket = new Basket();
  for (const one of [line('0.10'), line('0.20'), line('100', 'JPY'), line('0.05')]) basket.add(one);
  basket.remove(0);
  expect([...basket.totals()].map(([currency, sum]) => `${sum} ${currency}`)).toEqual(['0.25 CHF', '100 JPY']);
});

it('holds as many lines as the engine quotes', () => {
  const basket = new Basket();
  for (let count = 0; count <= mostLines; count++) basket.add(line('1'));
  expect([basket.lines.length, basket.isFull]).toEqual([mostLines, true]);
});

it('gives a receipt a number, and each line an id that leads back to it', () => {
  const sale = saleOf('MEMBER1', [line('12.50'), line('3')], '2026-11-21', 5);
  expect(sale.lines.map(({ id, amount }) => [id, amount])).toEqual([
    [`${sale.number}.1`, '12.50'],
    [`${sale.number}.2`, '3'],
  ]);
  expect(sale.lines.map(({ id }) => receiptNumberOf(id))).toEqual([sale.number, sale.number]);
});

it('never gives a number twice, and only such as can be read out', () => {
  const numbers = Array.from({ length: 1000 }, newReceiptNumber);
  expect(new Set(numbers).size).toBe(1000);
  for (const number of numbers) expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
});

it('takes a transaction of somebody else for its own receipt', () =>
  expect(['t-1', 'WEB.1', lineId('7KQ2-M4XD-9R3P-W8TN', 12)].map(receiptNumberOf)).toEqual(['t-1', 'WEB.1', '7KQ2-M4XD-9R3P-W8TN']));

it('rings up anew what was refused, and no more', () => {
  const sale = saleOf('MEMBER1', [line('12.50'), line('3')], null, 5, 'R');
  const refused = withState(sale, 'R.2', { kind: 'refused', code: 'x', detail: 'y' });
  expect(refused.kind === 'sale' && refusedLines(refused).map(({ amount }) => amount.toString())).toEqual(['3']);
});
