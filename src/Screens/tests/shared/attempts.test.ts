import { expect, it } from 'vitest';
import { Attempts, doubleClickMs } from '../../src/shared/attempts';

const make = (): Attempts => {
  let made = 0;
  return new Attempts(() => `id-${++made}`);
};

it('keeps the id while the outcome is open', () => {
  const attempts = make();
  expect([attempts.begin({ amount: 5 }, 0), attempts.begin({ amount: 5 }, 60_000)]).toEqual([
    { id: 'id-1', isRepeat: false },
    { id: 'id-1', isRepeat: true },
  ]);
});

it('keeps the id for a double click, however fast the engine was', () => {
  const attempts = make();
  attempts.settle(attempts.begin({ amount: 5 }, 0).id);
  expect(attempts.begin({ amount: 5 }, doubleClickMs - 1).id).toBe('id-1');
});

it('gives a new id once the outcome is known', () => {
  const attempts = make();
  attempts.settle(attempts.begin({ amount: 5 }, 0).id);
  expect(attempts.begin({ amount: 5 }, doubleClickMs).id).toBe('id-2');
});

it('gives other content another id', () => {
  const attempts = make();
  attempts.begin({ amount: 5 }, 0);
  expect(attempts.begin({ amount: 6 }, 1).id).toBe('id-2');
});
