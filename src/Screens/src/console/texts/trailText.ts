import { trailTexts } from '.';
import { words } from '../../shared/format';

/** The names of all actions, in the order of the API's own page. */
export const actions: readonly string[] = Object.keys(trailTexts.actions);

/** A name of the API in the user's language; one that this page does not know yet is written out. */
const named = (known: Readonly<Record<string, string>>, name: string): string => (Object.hasOwn(known, name) ? (known[name] ?? name) : words(name));

export const actionText = (action: string): string => named(trailTexts.actions, action);

export const kindText = (by: string): string => named(trailTexts.kinds, by);

export const faultText = (what: string): string => named(trailTexts.faults, what);
