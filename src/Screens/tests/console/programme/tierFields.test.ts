import { expect, it } from 'vitest';
import { withoutTier } from '../../../src/console/programme/tierFields';

const tier = (name: string, threshold: number) => ({ name, code: name.toLowerCase(), threshold });
const programme = { tiers: [tier('Member', 0), tier('Silver', 1), tier('Gold', 2), { code: 'ruby', replacedBy: 'gold' }] };

it('replaces a tier that members may hold by the one below it, and what it stood for too', () =>
  expect(withoutTier(programme, programme, 2)).toEqual({
    tiers: [tier('Member', 0), tier('Silver', 1), { code: 'ruby', replacedBy: 'silver' }, { code: 'gold', replacedBy: 'silver' }],
  }));

it('leaves no trace of a tier that was never in force', () =>
  expect(withoutTier(programme, { tiers: [tier('Member', 0), tier('Silver', 1)] }, 2)).toEqual({
    tiers: [tier('Member', 0), tier('Silver', 1), { code: 'ruby', replacedBy: 'silver' }],
  }));
