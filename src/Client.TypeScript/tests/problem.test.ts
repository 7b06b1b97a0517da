import { expect, it } from 'vitest';
import { isFinal, isUncertain, readProblem } from '../src/problem.js';

it.each([null, 'oops', { detail: 7, errors: 'x' }])('a problem that is none still says something: %j', (body) =>
  expect(readProblem(503, body, '2')).toMatchObject({ code: 'http-503', detail: expect.stringContaining('busy'), retryAfter: 2 }),
);

it('tells a refusal from an unknown outcome', () =>
  expect([409, 422, 500, 503].map((status) => isUncertain(readProblem(status, null, null)))).toEqual([false, false, true, true]));

it('gives the code, the sentences of the fields and the trace', () =>
  expect(readProblem(422, { code: 'amount-not-valid', detail: 'No.', errors: { amount: ['Too much.', 'Too long.'] }, traceId: 'ab12' }, null)).toEqual({
    status: 422,
    code: 'amount-not-valid',
    detail: 'No.',
    errors: { amount: 'Too much. Too long.' },
    retryAfter: null,
    traceId: 'ab12',
  }));

it('reads until when to wait, in seconds or as an instant', () => {
  const instant = new Date(Date.now() + 60_000).toUTCString();
  expect(readProblem(503, null, instant).retryAfter).toBeGreaterThan(50);
  expect([readProblem(503, null, 'soon').retryAfter, readProblem(503, null, new Date(0).toUTCString()).retryAfter]).toEqual([null, 0]);
});

it('believes a refusal only of the engine itself', () =>
  expect([readProblem(422, { code: 'amount-not-valid' }, null), readProblem(403, '<html>', null), readProblem(401, { code: 'not-authenticated' }, null)].map(isFinal)).toEqual([
    true,
    false,
    false,
  ]));
