import type { Earning } from '@loyalty/client/contracts';
import { expect, it } from 'vitest';
import { earningText, holdText } from '../../../src/shared/texts/earningText';
import { pendingText } from '../../../src/shared/texts/pendingText';
import { statusOf } from '../../../../Client.TypeScript/tests/samples';

const nothing: Earning = { excluded: [], parts: [], hold: null, missed: null };
const told = (earning: Partial<Earning>, isWaiting = false): readonly string[] =>
  earningText({ ...nothing, ...earning }, 'EUR', 'CHF', isWaiting).map((one) => one.replaceAll('\u00a0', ' '));

it('tells what is taken out, what is added, and what was missed, in the order of the steps', () =>
  expect(
    told({
      excluded: [{ component: 'tax', amount: 80, rule: 'no-tax' }],
      parts: [
        { rule: 'tier-bonus', percent: 25, amount: 83.34, cutBy: null },
        { rule: 'june-double', percent: 100, amount: 50, cutBy: 'cap' },
      ],
      missed: [
        { rule: 'app-five', why: 'not-in-dates' },
        { rule: 'vip', why: 'brand-new' },
      ],
    }),
  ).toEqual([
    'Without tax, EUR 80.00: No tax',
    'Bonus of the tier, +25%: CHF 83.34',
    'June double, +100%: CHF 50.00, which is all that was left',
    'Without App five: not on that day',
    'Without Vip: Brand new',
  ]));

it('tells why nothing counts', () => {
  expect(told({ excluded: [{ component: null, amount: 90, rule: 'no-goods' }] })).toEqual(['Nothing of it counts: No goods']);
  expect(told({ excluded: [{ component: null, amount: 90, rule: null }] })).toEqual(['Nothing of it counts: no rule lets it in']);
});

it('tells a wait while it lasts', () => {
  const hold = { rule: 'return', awaits: ['paid', 'shipped'], countsFrom: null, cancelledOn: '2027-03-21' };
  expect(told({ hold }, true)).toEqual(['Waits for payment, shipping, lost on Mar 21, 2027 otherwise']);
  expect(told({ hold })).toEqual([]);
  expect(holdText({ awaits: [], countsFrom: '2026-02-11', cancelledOn: null })).toBe('Waits until Feb 11, 2026');
});

it('tells what waits of a member, and nothing where nothing does', () => {
  const waits = (amount: number, items: number, next: string | null): string => pendingText({ ...statusOf(1), pending: { amount, items, next } }).replaceAll('\u00a0', ' ');
  expect(waits(200, 1, '2026-02-11')).toBe('CHF 200.00 waits, the next until Feb 11, 2026');
  expect(waits(200, 1, null)).toBe('CHF 200.00 waits');
  expect([waits(0, 0, null), pendingText(statusOf(1))]).toEqual(['', '']);
});
