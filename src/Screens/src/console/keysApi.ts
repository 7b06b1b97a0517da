import type { Answer } from '@loyalty/client';
import { type Decoded, list, maybe, shape, text } from '@loyalty/client/decode';
import { call } from '../shared/engine';

// Keys of systems, in the words of docs/API.md.

/** What a key may do, but for displays and partners, whose airports and names are typed. */
export const scopes = ['pos', 'feed:reservations', 'feed:payment', 'feed:dcs', 'lounge', 'crm', 'finance', 'operator', 'metrics', 'admin'] as const;

const key = shape({
  id: text,
  name: text,
  scopes: list(text),
  createdAt: text,
  expiresAt: maybe(text),
  lastUsedAt: maybe(text),
  revokedAt: maybe(text),
});
export type Key = Decoded<typeof key>;

const keys = shape({ items: list(key), next: maybe(text) });
const madeKey = shape({ id: text, name: text, key: text });
export type MadeKey = Decoded<typeof madeKey>;

export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: string;
}

export const getKeys = (cursor: string | null) =>
  call({ method: 'GET', path: `/v1/keys${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}` }, keys);

/** Not sent again by itself: each call makes another key. */
export const makeKey = (wish: KeyWish): Promise<Answer<MadeKey>> => call({ method: 'POST', path: '/v1/keys', body: wish }, madeKey);

export const revokeKey = (id: string): Promise<Answer<null>> => call({ method: 'DELETE', path: `/v1/keys/${encodeURIComponent(id)}` }, () => null);
