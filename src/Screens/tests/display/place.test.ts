import { expect, it } from 'vitest';
import { placeInPath } from '../../src/display/place';

it.each([
  ['/display/ZRH/A1', 'ZRH', 'A1'],
  ['/display/zrh/a1/', 'ZRH', 'a1'],
  ['/display/ZRH/Lounge%20E', 'ZRH', 'Lounge E'],
  ['/display/ZRH/%E0%A4', 'ZRH', '%E0%A4'],
  ['/display/', '', ''],
])('%s is the display of %s %s', (path, airport, location) => expect(placeInPath(path)).toEqual({ airport, location }));
