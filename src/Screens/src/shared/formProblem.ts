import type { Problem } from '@loyalty/client';

// Codes whose refusal names no field by itself.
const fieldByCode: readonly (readonly [RegExp, string])[] = [
  [/^(amount|exceeds)/, 'amount'],
  [/^(currency|rate)/, 'currency'],
  [/^date/, 'date'],
];

/** What stands where on a form. */
export interface Placed {
  readonly byField: ReadonlyMap<string, string>;
  /** What concerns no field that the form has. */
  readonly rest: string | null;
}

/** Puts the sentences of a problem to the fields of a form that has these. */
export function placeProblem(problem: Problem, fields: readonly string[]): Placed {
  const byField = new Map<string, string>();
  const rest: string[] = [];
  for (const [field, words] of Object.entries(problem.errors)) {
    if (fields.includes(field)) byField.set(field, words);
    else rest.push(words);
  }
  if (byField.size === 0) {
    const field = fieldByCode.find(([code]) => code.test(problem.code))?.[1];
    if (field !== undefined && fields.includes(field)) byField.set(field, problem.detail);
    else if (rest.length === 0) rest.push(problem.detail);
  }
  return { byField, rest: rest.length > 0 ? rest.join(' ') : null };
}
