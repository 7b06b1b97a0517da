import type { SignIn } from '@loyalty/client/contracts';
import type { UserManager } from 'oidc-client-ts';
import { locale } from '../i18n';
import { keep, place } from './secret';
import { unguarded } from './unguarded';

/**
 * Signing in at the airline's OpenID provider: authorization code flow with PKCE, as a client without a secret. The library for it is
 * loaded where somebody signs in or has signed in, and nowhere else.
 */

/** Where people sign in. */
export type Provider = NonNullable<SignIn['provider']>;

/** What is remembered of a sign-in, beside the token: where it was, and the name that the provider tells. */
type SignedIn = Provider & { readonly name: string | null };

const mark = 'signed-in';
/** Where the page keeps what it is given that a sign-in began at: the provider sends everybody back to one and the same page. */
const keeps = 'sign-in-keeps';

let managing: Promise<UserManager> | null = null;
let renewing: Promise<boolean> | null = null;

/** Where people sign in; null where the airline has no provider for these pages, or nobody can say. */
export async function provider(): Promise<Provider | null> {
  const answer = await unguarded.getSignIn();
  return answer.ok ? answer.value.provider : null;
}

/** Whoever has signed in on this page; null for nobody, and for a key that was pasted. */
export function signedIn(): SignedIn | null {
  try {
    const text = place().getItem(mark);
    return text === null ? null : (JSON.parse(text) as SignedIn);
  } catch {
    return null;
  }
}

/** Goes to the provider's page, and comes back to this one. */
export async function begin(at: Provider): Promise<void> {
  const manager = await manage(at);
  sessionStorage.setItem(keeps, document.documentElement.dataset['keeps'] ?? '');
  await manager.signinRedirect({ state: location.pathname + location.search + location.hash, ui_locales: locale.language });
}

/** Takes what the provider has sent back. Answers where the person came from. */
export async function finish(): Promise<string> {
  document.documentElement.dataset['keeps'] = sessionStorage.getItem(keeps) ?? '';
  sessionStorage.removeItem(keeps);
  const at = await provider();
  if (at === null) throw new Error('Nobody signs in here.');
  const user = await (await manage(at)).signinCallback();
  if (user === undefined) throw new Error('The provider sent nobody.');
  remember(at, user.profile.name ?? user.profile.preferred_username ?? null);
  keep(user.access_token);
  return ownAddress(user.state);
}

/** Has the token of whoever has signed in renewed before it ends, for as long as the page is open. */
export function keepFresh(): void {
  const at = signedIn();
  if (at !== null) void manage(at).then((manager) => manager.getUser());
}

/** Asks the provider for a new token without a word. Answers whether there is one. */
export function renew(): Promise<boolean> {
  const at = signedIn();
  if (at === null) return Promise.resolve(false);
  renewing ??= manage(at)
    .then((manager) => manager.signinSilent())
    .then((user) => user !== null && user !== undefined)
    .catch(() => false)
    .finally(() => {
      renewing = null;
    });
  return renewing;
}

/** Ends the sign-in here and at the provider, where it has a page for that. */
export async function leave(): Promise<void> {
  const at = signedIn();
  place().removeItem(mark);
  if (at === null) return;
  const manager = await manage(at);
  try {
    await manager.signoutRedirect();
  } catch {
    await manager.removeUser();
    location.assign(page);
  }
}

/** The page to which the provider sends people back, after signing in and out. */
const page = '/signed-in';

function manage(at: Provider): Promise<UserManager> {
  managing ??= import('oidc-client-ts').then(({ UserManager, WebStorageStateStore }) => {
    const prefix = 'sign-in.';
    const manager = new UserManager({
      authority: at.authority,
      client_id: at.clientId,
      scope: at.scopes,
      redirect_uri: location.origin + page,
      post_logout_redirect_uri: location.origin + page,
      response_type: 'code',
      userStore: new WebStorageStateStore({ store: place(), prefix }),
      // What is under way is this tab's.
      stateStore: new WebStorageStateStore({ store: sessionStorage, prefix }),
      automaticSilentRenew: true,
    });
    manager.events.addUserLoaded((user) => keep(user.access_token));
    return manager;
  });
  return managing;
}

function remember({ authority, clientId, scopes }: Provider, name: string | null): void {
  place().setItem(mark, JSON.stringify({ authority, clientId, scopes, name } satisfies SignedIn));
}

/** The address that a sign-in began at. It comes back by way of another host: only one of this host is gone to. */
function ownAddress(state: unknown): string {
  return typeof state === 'string' && /^\/(?![/\\])/.test(state) ? state : '/';
}
