import type { Exact } from '@loyalty/client';
import { type Decoded, flag, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { call, callUntilKnown } from '../../shared/engine';

const partner = shape({ partner: text, configured: flag, burn: maybe(shape({ pointsPerUnit: number, currency: text, pin: maybe(text) })) });
export type Partner = Decoded<typeof partner>;

const paid = shape({ orderId: text, state: text, points: number, value: number, currency: text, redirectUrl: maybe(text) });
export type Paid = Decoded<typeof paid>;

export interface Wanted {
  readonly orderId: string;
  readonly memberId: string | null;
  readonly number: string;
  readonly amount: Exact;
}

const authorisations = (name: string): string => `/v1/partners/${encodeURIComponent(name)}/authorisations`;

/** Partners whose points pay. */
export async function getPayingPartners(): Promise<readonly Partner[] | null> {
  const answer = await call({ method: 'GET', path: '/v1/partners' }, shape({ items: list(partner) }));
  return answer.ok ? answer.value.items.filter(({ configured, burn }) => configured && burn !== null) : null;
}

/** Keeps points for a payment. The same again is answered from the order, and needs no PIN while the order or the partner answers it. */
export const authorise = (name: string, { orderId, memberId, number, amount }: Wanted, pin: string) =>
  callUntilKnown(
    {
      method: 'POST',
      path: authorisations(name),
      body: { orderId, ...(memberId === null ? {} : { memberId }), ...(number === '' ? {} : { number }), ...(pin === '' ? {} : { pin }), amount },
    },
    paid,
  );

export const capture = (name: string, orderId: string) => callUntilKnown({ method: 'POST', path: `${authorisations(name)}/${encodeURIComponent(orderId)}/capture`, body: {} }, paid);

export const giveBack = (name: string, orderId: string) => callUntilKnown({ method: 'POST', path: `${authorisations(name)}/${encodeURIComponent(orderId)}/void`, body: {} }, paid);
