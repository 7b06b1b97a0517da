import { expect, it } from 'vitest';
import { laddersOf } from '../../../src/console/programme/ladders';
import type { Outcome } from '../../../src/console/programme/programmeApi';

const outcome = (tiers: Outcome['tiers'], moves: Outcome['moves']): Outcome => ({
  members: 0,
  up: 0,
  down: 0,
  atRisk: 0,
  moves,
  tiers,
  cost: { low: { before: 0, after: 0 }, high: { before: 0, after: 0 } },
  mostAffected: [],
  horizon: '2027-03-03',
  seconds: 1,
});

it('stands the highest tier on top and draws moves from row to row', () => {
  const { rungs, moves } = laddersOf(
    outcome(
      [
        { code: 'member', before: 80, after: 60 },
        { code: 'gold', before: 20, after: 40 },
      ],
      [
        { from: 'member', to: 'gold', members: 24 },
        { from: 'gold', to: 'member', members: 4 },
      ],
    ),
  );
  expect(rungs.map(({ code, beforePart, afterPart }) => [code, beforePart, afterPart])).toEqual([
    ['gold', 0.25, 0.5],
    ['member', 1, 0.75],
  ]);
  expect(moves.map(({ fromRow, toRow, isUp, part }) => [fromRow, toRow, isUp, part])).toEqual([
    [1, 0, true, 1],
    [0, 1, false, 4 / 24],
  ]);
});

it('stands without anybody', () => expect(laddersOf(outcome([{ code: 'member', before: 0, after: 0 }], [])).rungs).toEqual([{ code: 'member', before: 0, after: 0, beforePart: 0, afterPart: 0 }]));
