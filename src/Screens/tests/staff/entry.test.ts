import { expect, test } from 'vitest';
import { letIn, turnAway } from '../../src/staff/entry';

test('who may come in is told so, with the guests', () => {
  expect(letIn(0).verdict).toBe('yes');
  expect(letIn(2).why).toContain('2');
});

test('a refusal says why, and is no for a guest alone where the member may come in', () => {
  expect(turnAway({ code: 'benefit-not-held', status: 409 }, 0).why).not.toBe(turnAway({ code: 'benefit-not-held', status: 409 }, 1).why);
  for (const code of ['benefit-used-up', 'nobody', 'unknown-member', 'card-code-expired', 'ambiguous', 'scan-not-readable']) expect(turnAway({ code, status: 422 }, 0).verdict).toBe('no');
});

test('what nobody can say is neither yes nor no', () => {
  expect(turnAway({ code: 'unreachable', status: 0 }, 0).verdict).toBe('unknown');
  expect(turnAway({ code: 'journal-unavailable', status: 503 }, 0).verdict).toBe('unknown');
  expect(turnAway({ code: 'not-allowed', status: 403 }, 0).why).toContain('not-allowed');
});
