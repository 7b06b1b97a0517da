import { secret, secretHeaders } from './secret';

/** Who this page is taken for. */
export interface Me {
  readonly kind: 'open' | 'key' | 'member' | 'operator';
  readonly name: string;
  readonly memberId: string | null;
  /** What it may do, in the words of keys; `admin` may everything. */
  readonly scopes: readonly string[];
}

const answerWithinMs = 10_000;

let told: { readonly to: string | null; readonly answer: Promise<Me | null> } | null = null;

/**
 * Asked once for each key or token. Null where the engine does not know this page, or cannot be reached: nothing is taken from what
 * the page offers then.
 */
export function whoAmI(): Promise<Me | null> {
  if (told !== null && told.to !== secret()) told = null;
  told ??= { to: secret(), answer: ask() };
  return told.answer;
}

async function ask(): Promise<Me | null> {
  try {
    const answer = await fetch('/v1/me', { headers: secretHeaders(), signal: AbortSignal.timeout(answerWithinMs) });
    return answer.ok ? ((await answer.json()) as Me) : null;
  } catch {
    return null;
  }
}

/** Whether one of these scopes is held. */
export const may = (me: Me, ...scopes: readonly string[]): boolean => me.scopes.includes('admin') || scopes.some((scope) => me.scopes.includes(scope));
