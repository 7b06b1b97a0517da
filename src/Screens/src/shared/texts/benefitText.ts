import { texts } from '.';
import { words } from '../format';

/** A benefit for people; one of another programme by its own code. */
export function benefitText(code: string): string {
  const known: Readonly<Record<string, string>> = texts.benefits;
  return Object.hasOwn(known, code) ? (known[code] ?? words(code)) : words(code);
}
