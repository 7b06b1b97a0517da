import { type Decoded, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { call, callUntilKnown } from '../shared/engine';

/** The benefits that open a lounge: alone, and with a companion. */
const alone = 'lounge';
const accompanied = 'companion-lounge';

const scanned = shape({ memberId: text, name: maybe(text), effectiveTier: text });
export type Scanned = Decoded<typeof scanned>;

/** Whose a card, a number or a boarding pass is. */
export const scan = (words: string, place: string) => callUntilKnown({ method: 'POST', path: '/v1/scans', body: { text: words, at: { place } } }, scanned);

const use = shape({ useId: text, code: text, companions: number });

/** Lets a member in where the tier allows it, and records that. The engine decides: it is refused where the benefit is not held, or used up. */
export const enter = (useId: string, memberId: string, date: string, place: string, companions: number) =>
  callUntilKnown({ method: 'POST', path: '/v1/benefit-uses', body: { useId, memberId, benefit: companions > 0 ? accompanied : alone, date, place, companions } }, use);

const traveller = shape({
  memberId: text,
  name: maybe(text),
  tier: text,
  tierLevel: number,
  since: text,
  seat: maybe(text),
  greetFor: list(shape({ code: text, since: maybe(text), years: maybe(number) })),
});
export type Traveller = Decoded<typeof traveller>;

const briefing = shape({ items: list(traveller), next: maybe(text) });

export const getBriefing = (flight: string, date: string) =>
  call({ method: 'GET', path: `/v1/flights/${encodeURIComponent(flight)}/${encodeURIComponent(date)}/briefing?limit=1000` }, briefing);

const disruption = shape({
  disruptionId: text,
  flight: text,
  date: text,
  kind: text,
  message: text,
  at: text,
  items: list(shape({ memberId: text, name: maybe(text), tier: text, tierLevel: number, seat: maybe(text) })),
});
export type Disruption = Decoded<typeof disruption>;

const disruptions = shape({ items: list(disruption), next: maybe(text) });

export const getDisruptions = () => call({ method: 'GET', path: '/v1/disruptions?limit=50' }, disruptions);

export const announce = (body: { disruptionId: string; flight: string; date: string; kind: string; message: string }) =>
  callUntilKnown({ method: 'POST', path: '/v1/disruptions', body }, disruption);
