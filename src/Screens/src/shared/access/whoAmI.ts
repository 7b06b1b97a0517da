import type { Me } from '@loyalty/client/contracts';
import { secret } from './secret';
import { unguarded } from './unguarded';

let told: { readonly to: string | null; readonly answer: Promise<Me | null> } | null = null;

/**
 * Who this page is taken for, asked once for each key or token. Null where the engine does not know the page, or cannot be reached:
 * nothing is taken from what the page offers then.
 */
export function whoAmI(): Promise<Me | null> {
  if (told !== null && told.to !== secret()) told = null;
  told ??= { to: secret(), answer: unguarded.getMe().then((answer) => (answer.ok ? answer.value : null)) };
  return told.answer;
}

/** Whether one of these scopes is held. */
export const may = (me: Me, ...scopes: readonly string[]): boolean => me.scopes.includes('admin') || scopes.some((scope) => me.scopes.includes(scope));
