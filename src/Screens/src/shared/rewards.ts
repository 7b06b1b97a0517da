import { type Decoded, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { call } from './engine';
import { amount } from './format';

export const lot = shape({
  lotId: text,
  kind: text,
  state: text,
  value: maybe(number),
  currency: maybe(text),
  percent: maybe(number),
  name: maybe(text),
  issued: number,
  available: number,
  held: number,
  used: number,
  expired: number,
  revoked: number,
  uses: number,
  from: text,
  to: text,
  lastFour: maybe(text),
  source: text,
  memberId: maybe(text),
  code: maybe(text),
});
export type Lot = Decoded<typeof lot>;

/** A member's lots, soonest expiry first. */
export const getRewards = (memberId: string) =>
  call({ method: 'GET', path: `/v1/members/${encodeURIComponent(memberId)}/rewards` }, shape({ items: list(lot), next: maybe(text) }));

/** What a lot is worth, in words: what is left of a voucher, the name of a certificate, what a coupon takes off. */
export function lotWorth({ kind, available, currency, value, percent, name, lotId }: Lot): string {
  if (kind === 'voucher' && currency !== null) return amount(available, currency);
  if (percent !== null) return `−${percent} %`;
  if (value !== null && currency !== null) return `−${amount(value, currency)}`;
  return name ?? lotId;
}
