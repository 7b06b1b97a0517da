import { describe, expect, it } from 'vitest';
import { tierLook } from '../../src/shared/tierLook';

const isGreen = (hue: number): boolean => hue > 100 && hue < 200;

it.each([2, 3, 4, 7, 10])('gives each of %i tiers without a name of their own a colour of its own', (count) => {
  const looks = Array.from({ length: count }, (_, level) => tierLook('Tier', level, count));
  expect(new Set(looks.map(({ hue }) => hue)).size).toBe(count);
  expect([looks[0], looks.at(-1)]).toEqual([tierLook('Tier', 0, 4), tierLook('Tier', 3, 4)]);
  expect(looks.some(({ hue }) => isGreen(hue))).toBe(false);
});

it('bears a level beyond the ladder', () => expect(tierLook('Tier', 9, 4)).toEqual(tierLook('Tier', 3, 4)));

describe('Gold', () => {
  it.each(['Gold', 'GOLD', 'Executive Gold', 'Or', 'Oro', 'Gold Plus'])('is gold and never green as %s, wherever it stands', (name) => {
    for (let level = 0; level < 10; level++) expect(tierLook(name, level, 10)).toMatchObject({ metal: 'gold', hue: 84 });
  });

  it.each(['Goldfinch', 'Orion', 'Member'])('is not %s', (name) => expect(tierLook(name, 1, 4).metal).toBe('plain'));
});

it.each([['Silber', 'silver'], ['Émeraude', 'emerald'], ['Platine', 'platinum'], ['Bronze', 'bronze'], ['Diamant', 'diamond']])('%s is %s', (name, metal) =>
  expect(tierLook(name, 0, 3).metal).toBe(metal),
);

it('follows the programme first', () => {
  expect(tierLook('Gold', 2, 4, '#0000ff')).toMatchObject({ metal: 'plain', hue: 264 });
  expect(tierLook('Gold', 2, 4, 'blue')).toMatchObject({ metal: 'gold' });
});
