import { expect, it } from 'vitest';
import { Gained } from '../../src/shared/gained';

it('marks what a change brings for a while, and nothing of a card just opened', () => {
  const gained = new Gained();
  expect([...gained.see(['fares'], true, 0)]).toEqual([]);
  expect([...gained.see(['fares', 'lounge'], false, 1_000)]).toEqual(['lounge']);
  expect([...gained.see(['fares', 'lounge'], false, 5_000)]).toEqual(['lounge']);
  expect([...gained.see(['fares', 'lounge'], false, 20_000)]).toEqual([]);
  expect([...gained.see(['other'], true, 21_000)]).toEqual([]);
});
