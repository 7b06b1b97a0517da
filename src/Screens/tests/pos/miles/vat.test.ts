import { Exact } from '@loyalty/client';
import { expect, it } from 'vitest';
import { taxIn } from '../../../src/pos/miles/vat';

const gross = (text: string): Exact => Exact.parse(text) ?? expect.fail(text);

it.each([
  ['200.00', 8.1, 2, '14.99'],
  ['80.00', 2.6, 2, '2.03'],
  ['100', 8.1, 2, '7.49'],
  ['0.00', 8.1, 2, '0.00'],
  ['10.00', 0, 2, '0.00'],
  ['1000', 10, 0, '91'],
  ['21.21', 1, 2, '0.21'],
  // 1.05 at 5 %: exactly 5 of 105; 0.21 at 5 %: exactly one.
  ['1.05', 5, 2, '0.05'],
  // Halves go to the even one: 0.03 at 100 % is 1.5, 0.05 is 2.5.
  ['0.03', 100, 2, '0.02'],
  ['0.05', 100, 2, '0.02'],
  ['12345678901.23', 7.7, 2, '882652994.80'],
])('%s at %s %% holds, to %s decimals, a tax of %s', (amount, rate, decimals, tax) => {
  expect(taxIn(gross(amount), rate, decimals).toString()).toBe(tax);
});
