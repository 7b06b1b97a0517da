import type { TierChange } from '@loyalty/client/contracts';
import { expect, it } from 'vitest';
import { languages } from '../../src/shared/i18n';
import { gainOf } from '../../src/pos/outcome';
import { type LineState, type Receipt, withState } from '../../src/pos/receipt';
import { tillTexts } from '../../src/pos/texts';
import { saleNumber } from './receipts';

const done = (tierChange: TierChange | null): LineState => ({ kind: 'done', counted: 10, currency: 'CHF', tierChange });
const rise = (from: string, to: string, ...benefitsGained: string[]): TierChange => ({ kind: 'upgraded', from, to, benefitsGained });

it('takes the rises of several lines as one', () => {
  let receipt: Receipt = saleNumber('R', 1, 3);
  receipt = withState(receipt, 'R.1', done(rise('Member', 'Silver', 'extra-bag')));
  receipt = withState(receipt, 'R.2', done(null));
  receipt = withState(receipt, 'R.3', done(rise('Silver', 'Gold', 'lounge', 'extra-bag')));
  expect(gainOf(receipt)).toEqual({ kind: 'upgraded', from: 'Member', to: 'Gold', benefits: ['extra-bag', 'lounge'] });
});

it('knows of no gain while nothing is credited', () => expect(gainOf(saleNumber('R', 1, 2))).toBeNull());

it.each(languages)('has a word for everything in %s', (language) => {
  const words = Object.values(tillTexts[language]).filter((text): text is string => typeof text === 'string');
  expect(words.every((text) => text.trim() !== '')).toBe(true);
});
