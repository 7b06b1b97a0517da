import type { Answer } from '@loyalty/client';
import { type Decoded, isRecord, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { call, callUntilKnown } from '../../shared/engine';
import { type JsonObject, writtenOf } from './programmeJson';

// What only the programme's view reads, in the words of docs/PROGRAMME.md.

export const version = shape({
  version: number,
  effectiveFrom: maybe(text),
  by: text,
  reason: maybe(text),
  withdrawnAt: maybe(text),
});
export type Version = Decoded<typeof version>;

export const draft = shape({ draftId: text, hash: text, warnings: list(text) });
export type Draft = Decoded<typeof draft>;

const beforeAfter = shape({ before: number, after: number });

export const outcome = shape({
  members: number,
  up: number,
  down: number,
  atRisk: number,
  moves: list(shape({ from: text, to: text, members: number })),
  tiers: list(shape({ code: text, before: number, after: number })),
  cost: shape({ low: beforeAfter, high: beforeAfter }),
  mostAffected: list(shape({ memberId: text, from: text, to: text, spend: number })),
  horizon: text,
  seconds: number,
});
export type Outcome = Decoded<typeof outcome>;

export const rehearsal = shape({ rehearsalId: text, draftId: text, date: text, state: text, done: number, of: number, result: maybe(outcome) });
export type Rehearsal = Decoded<typeof rehearsal>;

const programme = '/v1/programme';
const nothing = (): null => null;

export const getVersions = () => call({ method: 'GET', path: `${programme}/versions` }, shape({ items: list(version) }));

/** What a version says, as it would stand in a file. */
export const getWritten = (number: number): Promise<Answer<JsonObject>> =>
  call({ method: 'GET', path: `${programme}/versions/${number}` }, (value) => writtenOf(isRecord(value) ? (value as JsonObject) : {}));

export const postDraft = (written: JsonObject): Promise<Answer<Draft>> =>
  call({ method: 'POST', path: `${programme}/drafts`, body: written }, draft);

export const startRehearsal = (rehearsalId: string, draftId: string, date: string): Promise<Answer<Rehearsal>> =>
  callUntilKnown({ method: 'POST', path: `${programme}/rehearsals`, body: { rehearsalId, draftId, question: 'onActivation', date } }, rehearsal);

const rehearsalPath = (rehearsalId: string): string => `${programme}/rehearsals/${encodeURIComponent(rehearsalId)}`;

export const getRehearsal = (rehearsalId: string): Promise<Answer<Rehearsal>> => call({ method: 'GET', path: rehearsalPath(rehearsalId) }, rehearsal);

export const cancelRehearsal = (rehearsalId: string): Promise<Answer<null>> => call({ method: 'DELETE', path: rehearsalPath(rehearsalId) }, nothing);

export const exportOf = (rehearsalId: string): string => `/v1/exports/rehearsals/${encodeURIComponent(rehearsalId)}`;

export interface Activation {
  readonly activationId: string;
  readonly draftId: string;
  readonly effectiveFrom: string;
  readonly rehearsalId?: string;
  readonly reason: string;
}

export const activate = (activation: Activation): Promise<Answer<Version>> =>
  callUntilKnown({ method: 'POST', path: `${programme}/versions`, body: activation }, version);

export const withdraw = (number: number, reason: string): Promise<Answer<null>> =>
  call({ method: 'DELETE', path: `${programme}/versions/${number}`, body: { reason } }, nothing);
