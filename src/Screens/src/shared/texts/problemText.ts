import type { Problem } from '@loyalty/client';
import { sharedTexts } from '.';
import { type Locale, locale } from '../i18n';

/** One sentence for a person, in their language where the code is known, else as the engine says it. */
export function problemText({ code, detail }: Problem, { language }: Locale = locale): string {
  const known: Readonly<Record<string, string>> = sharedTexts[language].problems;
  return language !== 'en' && Object.hasOwn(known, code) ? (known[code] ?? detail) : detail;
}
