import { expect, test } from 'vitest';
import { readQuery, writeQuery } from '../../../src/console/home/listQuery';

test('an address asks for a list, and nothing else for none', () => {
  expect(readQuery('list=risen&days=7&tier=gold&sort=-spend')).toEqual({ list: 'risen', days: 7, tier: 'gold', sort: '-spend' });
  expect(readQuery('list=everybody')).toBeNull();
  expect(readQuery(undefined)).toBeNull();
});

test('what a list does not know is as if it were not said', () => {
  expect(readQuery('list=atRisk&days=6&sort=name')).toEqual({ list: 'atRisk', days: 30, tier: '', sort: 'date' });
  expect(readQuery('list=nearNextTier')?.sort).toBe('missing');
  expect(readQuery('list=dropped')?.sort).toBe('-date');
});

test('only what differs is written, and reads as it was', () => {
  expect(writeQuery({ list: 'atRisk', days: 7, tier: '', sort: 'date' })).toBe('list=atRisk');
  for (const query of ['list=enrolled&days=1', 'list=all&tier=gold', 'list=risen&days=90&sort=spend']) expect(writeQuery(readQuery(query)!)).toBe(query);
});
