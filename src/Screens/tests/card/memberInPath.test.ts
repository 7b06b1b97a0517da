import { expect, it } from 'vitest';
import { memberInPath } from '../../src/card/memberInPath';

it.each([
  ['/card/ADA1815', 'ADA1815'],
  ['/card/ada1815/', 'ADA1815'],
  ['/card/1000%200000%200017', '100000000017'],
  ['/card/%E0%A4%A', '%E0%A4%A'],
])('%s is the card of %s', (path, member) => expect(memberInPath(path)).toBe(member));
