import { describe, expect, it } from 'vitest';
import { type WatchState, applyAnswer, applyChange, applySnapshot, asked, hasGap, mostWaiting, nothingKnown, unconfirmed } from '../src/watchState.js';
import { changeOf, statusOf } from './samples.js';

const cardAt = (version: number): WatchState => applyAnswer(nothingKnown, statusOf(version)).state;
const versions = (step: { applied: readonly { version: number }[] }): number[] => step.applied.map((one) => one.version);

describe('a pushed change', () => {
  it('moves the card when its turn has come', () => {
    const step = applyChange(cardAt(3), changeOf(4));
    expect(step.state.status?.version).toBe(4);
    expect(versions(step)).toEqual([4]);
  });

  it('takes effect once', () => expect(versions(applyChange(cardAt(4), changeOf(4)))).toEqual([]));

  it('waits for the ones before it', () => {
    const early = applyChange(cardAt(3), changeOf(5));
    expect([early.state.status?.version, hasGap(early.state)]).toEqual([3, true]);
    const step = applyChange(early.state, changeOf(4));
    expect([step.state.status?.version, hasGap(step.state)]).toEqual([5, false]);
    expect(versions(step)).toEqual([4, 5]);
  });

  it('before the card itself waits for it', () => {
    const state = [changeOf(7), changeOf(6)].reduce((held, change) => applyChange(held, change).state, nothingKnown);
    const step = applyAnswer(state, statusOf(6));
    expect([step.state.status?.version, ...versions(step)]).toEqual([7, 7]);
  });

  it('carries its own version even if its card knows of later ones', () => {
    const ahead = { ...changeOf(4), status: statusOf(5) };
    const step = applyChange(applyChange(cardAt(3), ahead).state, changeOf(5));
    expect(versions(step)).toEqual([5]);
  });

  it('of the same version but a later day renews the card', () => {
    const later = { ...changeOf(3), status: statusOf(3, '2026-11-22') };
    expect(applyChange(cardAt(3), later).state.status?.asOf).toBe('2026-11-22');
  });
});

it('an older snapshot changes nothing', () => expect(applySnapshot(cardAt(5), statusOf(4)).state.status?.version).toBe(5));

describe('after a restore', () => {
  const lost = unconfirmed(cardAt(5));

  it('the engine\'s answer is the truth, whatever the version', () => {
    for (const version of [1, 4, 5]) expect(applyAnswer(lost, statusOf(version)).state.status?.version).toBe(version);
  });

  it('what is pushed before the answer waits for it, and counts from there', () => {
    const early = applyChange(lost, changeOf(3));
    expect([early.state.status?.version, versions(early)]).toEqual([5, []]);
    const step = applyAnswer(early.state, statusOf(2));
    expect([step.state.status?.version, ...versions(step)]).toEqual([3, 3]);
    expect(versions(applyChange(step.state, changeOf(4)))).toEqual([4]);
  });

  it('an answer that pushes have overtaken does not take the card back', () => {
    const ahead = applyChange(lost, changeOf(6)).state;
    expect(applyAnswer(ahead, statusOf(5)).state.status?.version).toBe(6);
  });
});

it('what waits is bounded, and what was let go is asked for and told in order', () => {
  let state = cardAt(1);
  for (let version = 3; version < 1000; version++) {
    state = applyChange(state, changeOf(version)).state;
    expect(state.waiting.length).toBeLessThanOrEqual(mostWaiting);
  }
  expect(hasGap(state)).toBe(true);
  state = asked(state);
  const told: number[] = [];
  for (let version = 2; version < 1000; version++) {
    const step = applyChange(state, changeOf(version));
    state = step.state;
    told.push(...versions(step));
  }
  expect([told.length, told[0], told.at(-1), hasGap(state)]).toEqual([998, 2, 999, false]);
});
