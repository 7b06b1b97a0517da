import { expect, test } from 'vitest';
import type { TrailRecord } from '../../src/console/trailApi';
import { detailPairs, newsOf } from '../../src/console/trailList';

const records = (...sequences: number[]): TrailRecord[] =>
  sequences.map((sequence) => ({
    sequence, at: '2026-11-21T10:00:00.000Z', by: 'key', who: 'k', from: null, action: 'rates-put', memberId: null, subject: null, reason: null, detail: null, previous: '', hash: '',
  }));
const newer = (held: number[], page: number[], next: string | null) => {
  const { records: found, joins } = newsOf(records(...held), { items: records(...page), next });
  return [found.map(({ sequence }) => sequence), joins];
};

test('what is newer joins the list where the page reaches it', () => {
  expect(newer([5, 4], [7, 6, 5], '5')).toEqual([[7, 6], true]);
  expect(newer([5, 4], [5, 4], '4')).toEqual([[], true]);
});

test('a page that does not reach the list leaves a gap, unless it is all there is', () => {
  expect(newer([5, 4], [9, 8, 7], '7')).toEqual([[9, 8, 7], false]);
  expect(newer([5], [9, 8], null)).toEqual([[9, 8], true]);
  expect(newer([], [2, 1], null)).toEqual([[2, 1], true]);
});

test('a detail is told as names and values', () => {
  expect(detailPairs({ fields: ['email', 'phone'], rows: 1, scrubbed: true, ledgerMentions: [], in: { a: 1 } })).toEqual([
    ['fields', 'email, phone'],
    ['rows', '1'],
    ['scrubbed', 'true'],
    ['ledgerMentions', '–'],
    ['in', '{"a":1}'],
  ]);
  expect(detailPairs('not JSON any more')).toEqual([['', 'not JSON any more']]);
  expect(detailPairs(null)).toEqual([]);
});
