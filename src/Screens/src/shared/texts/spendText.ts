import { texts } from '.';
import { words } from '../format';

/** A kind of spend for people; one that is not known by its own code. */
export function spendText(type: string): string {
  const known: Readonly<Record<string, string>> = texts.spendTypes;
  return Object.hasOwn(known, type) ? (known[type] ?? words(type)) : words(type);
}
