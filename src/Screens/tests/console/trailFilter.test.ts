import { expect, test } from 'vitest';
import { apiQueryOf, everything, firstCursor, isEverything, queryOf, trailPlaceOf } from '../../src/console/trailFilter';

test('an address says what is looked for, and reads as it was written', () => {
  const place = { memberId: '100000000016', who: 'back office+1', action: 'key-created', record: 12 };
  expect(trailPlaceOf(queryOf(place))).toEqual(place);
  expect(trailPlaceOf('')).toEqual(everything);
  expect(queryOf(everything)).toBe('');
});

test('a number is taken as people write it', () => expect(trailPlaceOf('memberId=1000 0000 0016&who=%20a%20')).toMatchObject({ memberId: '100000000016', who: 'a' }));

test.each(['0', '-1', 'x', '1.5', '9'.repeat(16)])('%s is no record', (record) => expect(trailPlaceOf(`record=${record}`).record).toBeNull());

test('the engine is asked for the filter alone, and for nothing that is empty', () => {
  expect(apiQueryOf({ ...everything, who: 'till-7' })).toBe('who=till-7');
  expect(apiQueryOf(trailPlaceOf('who=till-7&record=3&other=x'), { limit: '50', cursor: '' })).toBe('who=till-7&limit=50');
  expect(isEverything(trailPlaceOf('record=3'))).toBe(true);
  expect(isEverything(trailPlaceOf('action=key-created'))).toBe(false);
});

test('a record that is wanted stands a little below the first', () => {
  expect(firstCursor(everything)).toBeNull();
  expect(firstCursor({ ...everything, record: 12 })).toBe('16');
});
