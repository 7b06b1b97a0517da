import { type Answer, exactJson, newId, readProblem, unreachable } from '@loyalty/client';
import { type Decoded, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { secretHeaders } from '../../shared/access/secret';
import { call, callUntilKnown } from '../../shared/engine';
import { type Lot, lot } from '../../shared/rewards';
import { rowsOf } from '../importFile';

/** A lot as it is to be issued; what is undefined is left out. */
export interface LotWish {
  readonly kind: string;
  readonly owner: string | undefined;
  readonly value: unknown;
  readonly currency: string | undefined;
  readonly percent: number | undefined;
  readonly name: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly uses: { readonly total: number; readonly perMember?: number } | undefined;
  readonly reason: string;
}

const lots = shape({ items: list(lot), next: maybe(text) });
export type Lots = Decoded<typeof lots>;

const line = shape({ line: number, lotId: maybe(text), code: maybe(text), detail: maybe(text), status: maybe(number) });
export type BatchLine = Decoded<typeof line>;

const of = (lotId: string): string => `/v1/lots/${encodeURIComponent(lotId)}`;

/** All lots, newest first. */
export const getLots = (cursor: string | null) =>
  call({ method: 'GET', path: `/v1/lots?limit=50${cursor === null ? '' : `&cursor=${cursor}`}` }, lots);

export const getLot = (lotId: string): Promise<Answer<Lot>> => call({ method: 'GET', path: of(lotId) }, lot);

export const issue = (wish: LotWish): Promise<Answer<Lot>> =>
  callUntilKnown({ method: 'POST', path: '/v1/lots', body: { lotId: `console-${newId()}`, ...wish } }, lot);

export const revoke = (lotId: string, reason: string): Promise<Answer<Lot>> =>
  callUntilKnown({ method: 'POST', path: `${of(lotId)}/revocation`, body: { reason } }, lot);

/**
 * Issues many alike, one a line, for as long as it takes. It is not sent again: a code is told once, so what has come stays, wherever the answer
 * breaks off.
 */
export async function issueMany(count: number, wish: LotWish): Promise<Answer<readonly BatchLine[]>> {
  const batch = newId();
  const body = Array.from({ length: count }, (_, index) => exactJson({ lotId: `${batch}-${index + 1}`, ...wish })).join('\n');
  let response: Response;
  try {
    response = await fetch('/v1/lots:batch', { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson', ...secretHeaders() }, body });
  } catch {
    return { ok: false, problem: unreachable() };
  }
  if (!response.ok) return { ok: false, problem: readProblem(response.status, parsed(await response.text().catch(() => '')), response.headers.get('Retry-After')) };
  const told: BatchLine[] = [];
  try {
    for await (const one of rowsOf(response)) if (one !== '') told.push(line(parsed(one), `line ${told.length + 1}`));
  } catch (fault) {
    console.warn('The answer to a batch of lots broke off:', fault);
  }
  return told.length === 0 ? { ok: false, problem: unreachable() } : { ok: true, value: told };
}

function parsed(words: string): unknown {
  try {
    return JSON.parse(words) as unknown;
  } catch {
    return null;
  }
}
