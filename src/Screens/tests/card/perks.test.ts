import type { Programme } from '@loyalty/client/contracts';
import { expect, it } from 'vitest';
import { perksOf } from '../../src/card/perks';
import { statusOf } from '../../../Client.TypeScript/tests/samples';

const programme: Programme = {
  name: 'Sample',
  currency: 'CHF',
  timeZone: 'Europe/Zurich',
  windowMonths: 12,
  graceDays: 30,
  tiers: [
    { name: 'Member', threshold: 0, partnerBonusPercent: 0, benefits: ['fares'], colour: null, code: null },
    { name: 'Gold', threshold: 2500, partnerBonusPercent: 25, benefits: ['fares', 'lounge'], colour: null, code: null },
  ],
};

const status = { ...statusOf(1), benefits: [{ code: 'fares', since: '2026-01-01' }, { code: 'retired-perk', since: '2025-01-01' }] };

it('lists every benefit of the ladder once, held or not', () =>
  expect(perksOf(status, programme)).toEqual([
    { code: 'fares', since: '2026-01-01', tier: 'Member' },
    { code: 'lounge', since: null, tier: 'Gold' },
    { code: 'retired-perk', since: '2025-01-01', tier: null },
  ]));

it('lists what is held where the programme is not known', () =>
  expect(perksOf(status, null).map(({ code }) => code)).toEqual(['fares', 'retired-perk']));
