import { describe, expect, it } from 'vitest';
import { readProblem } from '@loyalty/client';
import { placeProblem } from '../../src/shared/formProblem';

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
});
