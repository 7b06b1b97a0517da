import { type Answer, unreachable } from '@loyalty/client';
import { expect, test } from 'vitest';
import { type ChainState, ChainWalk } from '../../src/console/chainWalk';
import type { Verdict } from '../../src/console/trailApi';

const head = { sequence: 5, hash: 'h' };
const page = (through: number, next: string | null): Answer<Verdict> => ({ ok: true, value: { first: 1, through, head, break: null, next } });

function walker(answers: Readonly<Record<number, Answer<Verdict> | Promise<Answer<Verdict>>>>) {
  const [told, asked]: [ChainState[], number[]] = [[], []];
  const walk = new ChainWalk(
    (after) => {
      asked.push(after);
      const answer = answers[after];
      if (answer === undefined) throw new Error(`Nobody verifies after ${after}.`);
      return Promise.resolve(answer);
    },
    (state) => told.push(state),
  );
  return { walk, told, asked };
}

test('it goes page by page to the end, and says how far it is', async () => {
  const { walk, told } = walker({ 0: page(2, '2'), 2: page(4, '4'), 4: page(5, null) });
  await walk.walk(0);
  expect(told).toEqual([
    { kind: 'walking', through: 2, head: 5 },
    { kind: 'walking', through: 4, head: 5 },
    { kind: 'sound', through: 5 },
  ]);
});

test('it ends at the first fault', async () => {
  const fault = { sequence: 4, what: 'hash', expected: 'a', found: 'b' };
  const { walk, told, asked } = walker({ 0: page(2, '2'), 2: { ok: true, value: { first: 3, through: 3, head, break: fault, next: null } } });
  await walk.walk(0);
  expect(told.at(-1)).toEqual({ kind: 'broken', through: 3, fault });
  expect(asked).toEqual([0, 2]);
});

test('it says from where on nothing is known when the engine does not answer', async () => {
  const problem = unreachable();
  const { walk, told } = walker({ 0: page(2, '2'), 2: { ok: false, problem } });
  await walk.walk(0);
  expect(told.at(-1)).toEqual({ kind: 'failed', through: 2, problem });
});

test('a later walk takes an earlier one’s place, and one that is stopped says nothing', async () => {
  let answer: (page: Answer<Verdict>) => void = () => undefined;
  const { walk, told } = walker({ 0: new Promise((resolve) => (answer = resolve)), 3: page(5, null) });
  const first = walk.walk(0);
  await walk.walk(3);
  answer(page(1, '1'));
  await first;
  expect(told).toEqual([{ kind: 'sound', through: 5 }]);
  const second = walk.walk(3);
  walk.stop();
  await second;
  expect(told).toHaveLength(1);
});
