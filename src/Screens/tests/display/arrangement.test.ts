import { expect, it } from 'vitest';
import { arrange } from '../../src/display/arrangement';
import type { Guest } from '../../src/display/guests';

const guest = (at: string): Guest => ({ key: at, leavesAt: 0, recognition: { at } as Guest['recognition'] });

it('gives nobody the stage while nobody is there', () => expect(arrange([null, null, null])).toEqual({ ranks: [null, null, null], count: 0 }));

it('gives the stage to whoever came last, in whatever place', () => {
  const [early, middle, late] = ['2026-11-21T10:00:00Z', '2026-11-21T10:00:05.1Z', '2026-11-21T10:00:05.12Z'].map(guest);
  expect(arrange([late!, early!, middle!])).toEqual({ ranks: ['stage', 'side', 'side'], count: 3 });
  expect(arrange([null, early!, middle!])).toEqual({ ranks: [null, 'side', 'stage'], count: 2 });
});
