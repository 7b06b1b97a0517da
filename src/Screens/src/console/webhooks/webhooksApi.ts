import type { Answer } from '@loyalty/client';
import { type Decoded, flag, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { call, callUntilKnown } from '../../shared/engine';

// What only the view of webhooks reads.

const minute = shape({ at: text, delivered: number, failed: number });
export type Minute = Decoded<typeof minute>;

export const webhook = shape({
  webhookId: text,
  url: text,
  kinds: list(text),
  tiers: list(text),
  description: text,
  enabled: flag,
  state: text,
  disabledReason: maybe(text),
  cursor: number,
  lag: number,
  heldUpMembers: number,
  dead: number,
  lastSuccess: maybe(text),
  lastError: maybe(shape({ at: text, status: maybe(number), error: maybe(text) })),
  lastHour: list(minute),
  replays: list(shape({ replayId: text })),
});
export type Webhook = Decoded<typeof webhook>;

export const delivery = shape({
  sequence: number,
  stream: text,
  memberId: maybe(text),
  version: maybe(number),
  attempts: number,
  next: maybe(text),
  lastStatus: maybe(number),
  lastError: maybe(text),
});
export type Delivery = Decoded<typeof delivery>;

const test = shape({ status: maybe(number), milliseconds: number, error: maybe(text) });
export type TestAnswer = Decoded<typeof test>;

const preview = shape({ events: number, more: flag });
export type Preview = Decoded<typeof preview>;

export type State = 'waiting' | 'dead';

export interface Range {
  readonly from?: number;
  readonly to?: number;
  readonly memberId?: string;
}

const nothing = (): null => null;
const of = (webhookId: string): string => `/v1/webhooks/${encodeURIComponent(webhookId)}`;

export const getWebhooks = () => call({ method: 'GET', path: '/v1/webhooks' }, shape({ items: list(webhook) }));

export const getDeliveries = (webhookId: string, state: State) =>
  call({ method: 'GET', path: `${of(webhookId)}/deliveries?state=${state}&limit=100` }, shape({ items: list(delivery), next: maybe(text) }));

export const tryOut = (webhookId: string): Promise<Answer<TestAnswer>> => call({ method: 'POST', path: `${of(webhookId)}/tests` }, test);

export const resend = (webhookId: string, { sequence, stream }: Delivery): Promise<Answer<null>> =>
  call({ method: 'POST', path: `${of(webhookId)}/deliveries/${sequence}/resend?stream=${stream}` }, nothing);

export const enable = (webhookId: string, enabled: boolean): Promise<Answer<Webhook>> =>
  callUntilKnown({ method: 'PATCH', path: of(webhookId), body: { enabled } }, webhook);

export const previewReplay = (webhookId: string, range: Range): Promise<Answer<Preview>> =>
  call({ method: 'GET', path: `${of(webhookId)}/replays?${new URLSearchParams(Object.entries(range).map(([name, value]) => [name, String(value)])).toString()}` }, preview);

export const replay = (webhookId: string, replayId: string, range: Range): Promise<Answer<null>> =>
  callUntilKnown({ method: 'POST', path: `${of(webhookId)}/replays`, body: { replayId, ...range } }, nothing);
