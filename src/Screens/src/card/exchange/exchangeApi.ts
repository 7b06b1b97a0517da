import { type Decoded, flag, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { call, callUntilKnown } from '../../shared/engine';

const partner = shape({
  partner: text,
  scheme: text,
  configured: flag,
  burn: maybe(shape({ pin: maybe(text) })),
  exchangeIn: maybe(shape({ pointsPerUnit: number, currency: text })),
});
export type Partner = Decoded<typeof partner>;

const preview = shape({ previewId: text, points: number, value: number, currency: text, boundUntil: text });
export type Preview = Decoded<typeof preview>;

const exchanged = shape({ orderId: text, state: text, points: number, value: number, currency: text, redirectUrl: maybe(text), lotId: maybe(text) });

const of = (name: string): string => `/v1/partners/${encodeURIComponent(name)}`;

/** Partners whose points can be exchanged by who has a number of one of these schemes. */
export async function getExchanges(schemes: ReadonlySet<string>): Promise<readonly Partner[]> {
  const answer = await call({ method: 'GET', path: '/v1/partners' }, shape({ items: list(partner) }));
  return answer.ok ? answer.value.items.filter(({ scheme, configured, exchangeIn }) => configured && exchangeIn !== null && schemes.has(scheme)) : [];
}

/** What points are worth; it binds for ten minutes. */
export const previewExchange = (name: string, points: number) =>
  call({ method: 'POST', path: `${of(name)}/previews`, body: { direction: 'exchangeIn', points } }, preview);

/** The same again is answered from the order, and needs no PIN while the order or the partner answers it. */
export const exchange = (name: string, orderId: string, memberId: string, previewId: string, pin: string) =>
  callUntilKnown({ method: 'POST', path: `${of(name)}/authorisations`, body: { orderId, memberId, previewId, ...(pin === '' ? {} : { pin }) } }, exchanged);
