import { texts } from '.';
import { words } from '../format';

/** A change of the tier as the heading of a line; a kind that is not known by its own name. */
export function tierChangeText(kind: string, from: string, to: string): string {
  const known: Readonly<Record<string, (from: string, to: string) => string>> = texts.tierChanges;
  return Object.hasOwn(known, kind) ? (known[kind]?.(from, to) ?? words(kind)) : words(kind);
}
