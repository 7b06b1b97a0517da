import { flag, shape, text } from '@loyalty/client/decode';
import { call, callUntilKnown } from '../../shared/engine';
import { person } from '../consoleApi';

const of = (memberId: string): string => `/v1/members/${encodeURIComponent(memberId)}`;

/** The fields of a profile that are written by hand here. */
export const fields = ['givenName', 'familyName', 'email', 'phone', 'homeAirport'] as const;
export type Field = (typeof fields)[number];
export type Profile = Readonly<Record<Field, string | null>>;

/** Only what differs: a field that is not named keeps its value, null clears it. */
export function changesOf(before: Profile, typed: Readonly<Record<Field, string>>): Partial<Record<Field, string | null>> {
  const changed: Partial<Record<Field, string | null>> = {};
  for (const field of fields) {
    const now = typed[field].trim();
    if (now !== (before[field] ?? '')) changed[field] = now === '' ? null : now;
  }
  return changed;
}

const reasoned = (reason: string): Readonly<Record<string, string>> => (reason === '' ? {} : { 'Loyalty-Reason': encodeURIComponent(reason) });

export const change = (memberId: string, changed: Partial<Record<Field, string | null>>, reason: string) =>
  callUntilKnown({ method: 'PATCH', path: of(memberId), body: changed, headers: reasoned(reason) }, person);

const consent = shape({ displayRecognition: flag });

export const getConsent = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/consent` }, consent);

export const putConsent = (memberId: string, displayRecognition: boolean, reason: string) =>
  callUntilKnown({ method: 'PUT', path: `${of(memberId)}/consent`, body: { displayRecognition }, headers: reasoned(reason) }, consent);

export const erase = (memberId: string, reason: string) => callUntilKnown({ method: 'DELETE', path: of(memberId), headers: reasoned(reason) }, () => null);

const enrolled = shape({ memberId: text });

export const enrol = (key: string, profile: Partial<Record<Field, string>>) =>
  callUntilKnown({ method: 'POST', path: '/v1/members', body: { channel: 'web', ...profile }, headers: { 'Idempotency-Key': key } }, enrolled);

export const exportOf = (memberId: string): string => `${of(memberId)}/export`;
