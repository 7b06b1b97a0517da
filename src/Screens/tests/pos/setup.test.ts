import { expect, it } from 'vitest';
import { makeSetup } from '../../src/pos/setup';

const programme = { name: 'P', currency: 'CHF', timeZone: 'Europe/Zurich', windowMonths: 12, graceDays: 30, tiers: [] };

it('offers the programme\'s currency first, and each once', () =>
  expect(makeSetup(programme, ['USD', 'CHF', 'EUR', 'USD']).currencies).toEqual(['CHF', 'EUR', 'USD']));
