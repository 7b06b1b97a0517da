import type { Problem } from '@loyalty/client';
import { locale } from '../i18n';
import { problemText } from './problemText';

/** A problem with sentences in the user's language, at the field they are about. English ones are the engine's own. */
export function translatedProblem(problem: Problem): Problem {
  if (locale.language === 'en') return problem;
  const words = problemText(problem);
  const fields = Object.keys(problem.errors);
  return { ...problem, detail: words, errors: Object.fromEntries(fields.slice(0, 1).map((field) => [field, words])) };
}
