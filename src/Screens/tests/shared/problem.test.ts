import { describe, expect, it } from 'vitest';
import { placeProblem } from '../../src/shared/formProblem';
import { isUncertain, readProblem } from '../../src/shared/problem';

const fields = ['amount', 'currency', 'date'];

describe('a problem', () => {
  it('puts its sentences to the fields', () => {
    const problem = readProblem(422, { code: 'x', detail: 'Two faults.', errors: { amount: ['Too much.'], seat: 'No seat.' } }, null);
    expect(placeProblem(problem, fields)).toEqual({ byField: new Map([['amount', 'Too much.']]), rest: 'No seat.' });
  });

  it('without fields goes to the one its code is about', () => {
    const problem = readProblem(422, { code: 'currency-rate-missing', detail: 'No rate for KWD.' }, null);
    expect(placeProblem(problem, fields)).toEqual({ byField: new Map([['currency', 'No rate for KWD.']]), rest: null });
  });

  it('about nothing on the form stands at the form', () => {
    const problem = readProblem(404, { code: 'unknown-member', detail: 'There is no such member.' }, null);
    expect(placeProblem(problem, fields)).toEqual({ byField: new Map(), rest: 'There is no such member.' });
  });

  it.each([null, 'oops', { detail: 7, errors: 'x' }])('that is none still says something: %j', (body) =>
    expect(readProblem(503, body, '2')).toMatchObject({ code: 'http-503', detail: expect.stringContaining('busy'), retryAfter: 2 }),
  );
});

it('tells a refusal from an unknown outcome', () =>
  expect([409, 422, 500, 503].map((status) => isUncertain(readProblem(status, null, null)))).toEqual([false, false, true, true]));
