import { expect, test } from 'vitest';
import { Traffic, mostPoints } from '../../src/console/traffic';

const reading = (commands: number | null, commits = 0, commitSeconds = 0) => ({ commands, commits, commitSeconds });

test('a point is what grew between two readings', () => {
  const traffic = new Traffic();
  traffic.read(reading(100, 10, 1), 1_000);
  expect(traffic.points).toHaveLength(0);
  for (const took of [9, 3, 5]) traffic.pushed(took);
  traffic.read(reading(150, 20, 1.04), 1_002);
  expect(traffic.points).toEqual([{ at: 1_002, perSecond: 25, pushMedian: 5, pushMost: 9, commit: expect.closeTo(4) as number }]);
});

test('a push before the first reading is in the first point', () => {
  const traffic = new Traffic();
  traffic.pushed(7);
  traffic.read(reading(1), 1);
  traffic.read(reading(1), 3);
  expect(traffic.points.map((one) => one.pushMedian)).toEqual([7]);
});

test('an engine that began anew, or tells nothing, leaves a hole', () => {
  const traffic = new Traffic();
  traffic.read(reading(100), 1);
  traffic.read(reading(5), 3);
  traffic.read(reading(null), 5);
  expect(traffic.points.map((one) => one.perSecond)).toEqual([null, null]);
});

test('there are no more points however long it runs', () => {
  const traffic = new Traffic();
  for (let at = 0; at < mostPoints + 50; at++) traffic.read(reading(at), at);
  expect(traffic.points).toHaveLength(mostPoints);
  expect(traffic.points.at(-1)?.at).toBe(mostPoints + 49);
});
