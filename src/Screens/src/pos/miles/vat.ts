import { Exact } from '@loyalty/client';

const thousandths = 10_000n;

/**
 * The tax within a gross amount: gross × rate ÷ (100 + rate), rounded once, half to even, to minor units.
 * @param rate In percent, with at most four decimals.
 */
export function taxIn(gross: Exact, rate: number, decimals: number): Exact {
  const [whole = '0', part = ''] = gross.with(decimals).toString().split('.');
  const minor = BigInt(whole + part);
  const share = BigInt(Math.round(rate * Number(thousandths)));
  const tax = halfEven(minor * share, 100n * thousandths + share);
  const digits = tax.toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return Exact.parse(text) ?? gross;
}

function halfEven(amount: bigint, by: bigint): bigint {
  const [floor, rest] = [amount / by, (amount % by) * 2n];
  return rest > by || (rest === by && floor % 2n === 1n) ? floor + 1n : floor;
}
