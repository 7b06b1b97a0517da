import { describe, expect, it } from 'vitest';
import { at, differencesOf, nameOf, put, writtenOf } from '../../../src/console/programme/programmeJson';

const tier = (name: string, threshold: number) => ({ name, code: name.toLowerCase(), threshold });

it('writes a version as it stands in its file', () =>
  expect(
    writtenOf({ name: 'P', version: 3, effectiveFrom: null, hash: 'ab', earning: null, tiers: [{ ...tier('Gold', 1), colour: null }], empty: [] }),
  ).toEqual({ name: 'P', tiers: [tier('Gold', 1)], empty: [] }));

describe('differences', () => {
  const before = { name: 'P', graceDays: 30, tiers: [tier('Silver', 1), tier('Gold', 2)], lists: { x: ['a'] } };

  it('are none between the same', () => expect(differencesOf(before, structuredClone(before))).toEqual([]));

  it('go by the names of tiers and rules, whatever is put in between', () =>
    expect(differencesOf(before, { ...before, tiers: [tier('Silver', 1), tier('Ruby', 1.5), tier('Gold', 3)] })).toEqual([
      { path: 'tiers.gold.threshold', from: 2, to: 3 },
      { path: 'tiers.ruby', from: undefined, to: tier('Ruby', 1.5) },
    ]));

  it('tell fields that come and go, and lists as a whole', () =>
    expect(differencesOf(before, { name: 'P', windowMonths: 12, tiers: before.tiers, lists: { x: ['a', 'b'] } })).toEqual([
      { path: 'graceDays', from: 30, to: undefined },
      { path: 'lists.x', from: ['a'], to: ['a', 'b'] },
      { path: 'windowMonths', from: undefined, to: 12 },
    ]));

  it('take tiers of one name as a list', () =>
    expect(differencesOf([tier('A', 1), tier('A', 2)], [tier('A', 1), tier('A', 3)], 'tiers').map(({ path }) => path)).toEqual(['tiers']));
});

describe('a value', () => {
  const draft = { tiers: [{ name: 'A' }, { name: 'B', cost: { low: 1 } }] };

  it('is found at its place', () => {
    expect(at(draft, ['tiers', 1, 'cost', 'low'])).toBe(1);
    expect(at(draft, ['tiers', 7, 'cost', 'low'])).toBeUndefined();
    expect(at(draft, ['tiers', 'name'])).toBeUndefined();
  });

  it('is put at its place, and what is there stays as it was', () => {
    expect(put(draft, ['tiers', 0, 'cost', 'low'], 5)).toEqual({ tiers: [{ name: 'A', cost: { low: 5 } }, draft.tiers[1]] });
    expect(put(draft, ['tiers', 1, 'name'], undefined)).toEqual({ tiers: [{ name: 'A' }, { cost: { low: 1 } }] });
    expect(put(draft, ['tiers', 0], undefined)).toEqual({ tiers: [draft.tiers[1]] });
    expect(put({}, ['earning', 'rules'], [])).toEqual({ earning: { rules: [] } });
    expect(draft.tiers).toHaveLength(2);
  });

  it('has the name that the engine gives its place', () => expect(nameOf(['earning', 'rules', 3, 'percent'])).toBe('earning.rules[3].percent'));
});
