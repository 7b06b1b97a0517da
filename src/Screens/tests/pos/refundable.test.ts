import type { Transaction } from '@loyalty/client/contracts';
import { expect, it } from 'vitest';
import { isRefundable, receiptOfSale, receiptsAmong } from '../../src/pos/refundable';
import { type LineState, type Refund, type Sale, withState } from '../../src/pos/receipt';
import { saleNumber } from './receipts';

const number = '7KQ2-M4XD-9R3P-W8TN';
const waiting: LineState = { kind: 'waiting' };
const done: LineState = { kind: 'done', counted: 10, currency: 'CHF', tierChange: null };

const bought = (transactionId: string, amount: number, reversedAmount = 0): Transaction => ({
  transactionId,
  type: 'flight',
  amount,
  currency: 'CHF',
  countedAmount: amount,
  date: '2026-11-21',
  lastDayCounted: '2027-11-21',
  reversedAmount,
  kind: 'purchase',
  reversal: null, state: null, earning: null,
});

const refundOf = (transactionId: string, amount: string, state: LineState): Refund => ({
  kind: 'refund',
  number: 'REFUND',
  memberId: 'MEMBER1',
  reason: 'Seat broken',
  at: 2,
  notBefore: 0,
  lines: [{ id: 'REFUND.1', transactionId, amount, currency: 'CHF', state }],
});

it('puts the lines of a receipt together, and others by themselves', () => {
  const receipts = receiptsAmong('MEMBER1', [bought(`${number}.2`, 0.3, 0.1), bought('web-1', 5), bought(`${number}.1`, 10)], []);
  expect(receipts.map((one) => [one.number, one.lines.map(({ left }) => left.toString())])).toEqual([
    [number, ['10.00', '0.20']],
    ['web-1', ['5.00']],
  ]);
});

it('lists no reversal as something to refund', () =>
  expect(receiptsAmong('MEMBER1', [{ ...bought('web-1', 5, 5), kind: 'reversal' }], [])).toEqual([]));

it('counts a refund that still waits as taken back, and one that was refused as not', () => {
  const left = (state: LineState): boolean =>
    receiptsAmong('MEMBER1', [bought('web-1', 5)], [refundOf('web-1', '5.00', state)]).some(isRefundable);
  expect([left(waiting), left({ kind: 'refused', code: 'x', detail: 'y' }), left({ kind: 'dropped', detail: 'y' })]).toEqual([false, true, true]);
});

it('knows without the engine what is left of what the till itself sold and took back', () => {
  const sale = withState(saleNumber('R', 1, 2), 'R.1', done) as Sale;
  const receipt = receiptOfSale(sale, [sale, refundOf('R.1', '2.50', done)]);
  expect(receipt.lines.map(({ transactionId, left }) => [transactionId, left.toString()])).toEqual([['R.1', '7.50']]);
});
