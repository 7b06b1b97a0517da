import { type Decoded, type Decoder, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { call, callUntilKnown } from '../shared/engine';
import { type TrailFilter, apiQueryOf } from './trailFilter';

// The trail, in the words of docs/API.md.

/** Its fields depend on the action. */
const detail: Decoder<unknown> = (value) => value ?? null;

const trailRecord = shape({
  sequence: number,
  at: text,
  by: text,
  who: text,
  from: maybe(text),
  action: text,
  memberId: maybe(text),
  subject: maybe(text),
  reason: maybe(text),
  detail,
  previous: text,
  hash: text,
});
export type TrailRecord = Decoded<typeof trailRecord>;

const page = shape({ items: list(trailRecord), next: maybe(text) });
export type TrailPage = Decoded<typeof page>;

const verdict = shape({
  first: number,
  through: number,
  head: shape({ sequence: number, hash: text }),
  break: maybe(shape({ sequence: number, what: text, expected: text, found: text })),
  next: maybe(text),
});
export type Verdict = Decoded<typeof verdict>;
export type Break = NonNullable<Verdict['break']>;

/** Records of a page, newest first. */
const pageLength = 50;

export const getTrail = (filter: TrailFilter, cursor: string | null) =>
  call({ method: 'GET', path: `/v1/trail?${apiQueryOf(filter, { limit: String(pageLength), cursor: cursor ?? '' })}` }, page);

/** Verifies the records after one, as many as the engine does at once. Waits where it is asked to. */
export const verify = (after: number) => callUntilKnown({ method: 'GET', path: `/v1/trail/verification?cursor=${after}` }, verdict);

/** The address of the file that has what a filter takes. */
export const trailFile = (filter: TrailFilter): string => {
  const query = apiQueryOf(filter);
  return query === '' ? '/v1/exports/trail' : `/v1/exports/trail?${query}`;
};
