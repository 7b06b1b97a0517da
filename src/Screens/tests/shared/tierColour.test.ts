import { expect, it } from 'vitest';
import { tierColour } from '../../src/shared/tierColour';

it.each([2, 3, 4, 7, 10])('gives each of %i tiers a colour of its own, from the same lowest to the same highest', (count) => {
  const colours = Array.from({ length: count }, (_, level) => tierColour(level, count));
  expect(new Set(colours.map((colour) => colour.hue)).size).toBe(count);
  expect([colours[0], colours.at(-1)]).toEqual([tierColour(0, 4), tierColour(3, 4)]);
});

it('bears a level beyond the ladder', () => expect(tierColour(9, 4)).toEqual(tierColour(3, 4)));
