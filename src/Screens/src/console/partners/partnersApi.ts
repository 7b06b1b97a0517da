import type { Answer } from '@loyalty/client';
import { type Decoded, type Decoder, flag, list, maybe, number, record, shape, text } from '@loyalty/client/decode';
import { call, callUntilKnown } from '../../shared/engine';

const rate = shape({ pointsPerUnit: number, currency: maybe(text) });

/** Conditions and what else only the editor shows, as the engine tells it. */
const asTold: Decoder<unknown> = (value) => value;

const partner = shape({
  partner: text,
  scheme: text,
  connector: text,
  idempotent: flag,
  canAsk: flag,
  configured: flag,
  price: maybe(shape({ per1000: number, currency: text })),
  earn: maybe(rate),
  burn: maybe(rate),
  exchangeIn: maybe(rate),
  orders: record(number),
});
export type Partner = Decoded<typeof partner>;

const order = shape({
  orderId: text,
  partner: text,
  kind: text,
  state: text,
  memberId: maybe(text),
  points: number,
  value: maybe(number),
  currency: maybe(text),
  dueOn: maybe(text),
  nextAttempt: maybe(text),
  reason: maybe(text),
  lost: number,
  updatedAt: text,
});
export type Order = Decoded<typeof order>;

/** The states of orders, those that wait for a person first. */
export const states = [
  'unknown',
  'sending',
  'due',
  'planned',
  'redirect',
  'authorised',
  'capturing',
  'voiding',
  'sent',
  'captured',
  'refused',
  'voided',
  'cancelled',
] as const;

export interface OrderFilter {
  readonly state: string | null;
  readonly memberId: string;
}

const of = (name: string): string => `/v1/partners/${encodeURIComponent(name)}`;

export const getPartners = () => call({ method: 'GET', path: '/v1/partners' }, shape({ items: list(partner) }));

/** A partner's data as an administrator writes them: all that the engine tells but what is reckoned. */
export const getData = async (name: string): Promise<Answer<string>> =>
  call({ method: 'GET', path: of(name) }, (value, path) => {
    const told = record(asTold)(value, path);
    const reckoned = ['partner', 'configured', 'orders'];
    return JSON.stringify(Object.fromEntries(Object.entries(told).filter(([field, held]) => !reckoned.includes(field) && held !== null)), withoutNulls, 2);
  });

export const putData = (name: string, body: unknown): Promise<Answer<null>> => callUntilKnown({ method: 'PUT', path: of(name), body }, () => null);

export const getOrders = ({ state, memberId }: OrderFilter, cursor: string | null) => {
  const asked = { ...(state === null ? {} : { state }), ...(memberId === '' ? {} : { memberId }), limit: '50', ...(cursor === null ? {} : { cursor }) };
  return call({ method: 'GET', path: `/v1/partner-orders?${new URLSearchParams(asked).toString()}` }, shape({ items: list(order), next: maybe(text) }));
};

export const settle = (orderId: string, outcome: 'sent' | 'notSent', reason: string): Promise<Answer<Order>> =>
  callUntilKnown({ method: 'POST', path: `/v1/partner-orders/${encodeURIComponent(orderId)}/resolution`, body: { outcome, reason } }, order);

const withoutNulls = (_: string, value: unknown): unknown => (value === null ? undefined : value);
