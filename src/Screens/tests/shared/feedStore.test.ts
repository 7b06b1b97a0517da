import { expect, it } from 'vitest';
import { FeedStore, feedLength } from '../../src/shared/feedStore';
import { changeOf } from '../../../Client.TypeScript/tests/samples';

it('holds the last changes, each once, newest first', () => {
  const feed = new FeedStore();
  for (let version = 1; version <= 500; version++) {
    expect(feed.add(changeOf(version), null)).toBe(true);
    expect(feed.add(changeOf(version), null)).toBe(false);
  }
  expect([feed.count, feed.lines.length, feed.lines[0]?.change?.version]).toEqual([500, feedLength, 500]);
});

it('marks a lost connection once, and not before the first change', () => {
  const feed = new FeedStore();
  feed.addBreak();
  feed.add(changeOf(1), null);
  feed.addBreak();
  feed.addBreak();
  expect(feed.lines.map((line) => line.change === null)).toEqual([true, false]);
});
