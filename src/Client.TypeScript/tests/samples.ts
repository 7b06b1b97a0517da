import type { Change, Status } from '../src/contracts.js';

/** A card at a version. */
export const statusOf = (version: number, asOf = '2026-11-21'): Status => ({
  memberId: '100000000017',
  name: 'Ada L.',
  version,
  asOf,
  tier: { name: 'Gold', level: 2, since: '2026-11-21', reviewDate: null, atRisk: false },
  spend: {
    currency: 'CHF',
    currentPeriod: 2500,
    lifetime: 3120.5,
    toNextTier: 2500,
    nextTier: 'Platinum',
    progressPercent: 50,
    lastUpdated: '2026-11-21T10:15:04.123Z',
  },
  qualifyingPeriod: { start: '2025-11-21', end: asOf },
  nextTierReviewDate: '2027-11-22',
  benefits: [{ code: 'lounge', since: '2026-11-21' }],
  pending: null,
});

/** A change that leads to it. */
export const changeOf = (version: number): Change => ({
  memberId: '100000000017',
  version,
  kind: 'spendRecorded',
  at: '2026-11-21T10:15:04.123Z',
  status: statusOf(version),
  tierChange: null,
  transaction: null,
});
