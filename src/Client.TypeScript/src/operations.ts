import createClient, { type Client } from 'openapi-fetch';
import { waitToRepeat } from './calls.js';
import type { LoyaltyCalls } from './loyaltyCalls.js';
import { readProblem, unreachable } from './problem.js';
import type { paths } from './schema.js';

export type { components, paths } from './schema.js';

/** Names of the ids under which the engine takes a command once. */
const idInBody = /"(?:transactionId|reversalId|checkinId|disruptionId)"\s*:/;

/**
 * Every operation of the API, with the types of its document: `operations(loyalty).GET('/v1/members/{id}', …)`. What may be sent again
 * without harm is, as {@link LoyaltyCalls} does it.
 */
export const operations = (loyalty: LoyaltyCalls): Client<paths> =>
  createClient<paths>({ baseUrl: loyalty.baseUrl, fetch: (request) => sendUntilKnown(loyalty, request) });

async function sendUntilKnown(loyalty: LoyaltyCalls, request: Request): Promise<Response> {
  const { method, headers, signal } = request;
  const path = request.url.slice(loyalty.baseUrl.length);
  const body = method === 'GET' ? null : await request.text();
  const mayRepeat = method !== 'POST' || headers.has('Idempotency-Key') || idInBody.test(body ?? '');
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await loyalty.send(path, { method, headers, body }, signal);
      const problem = readProblem(answer.status, null, answer.headers.get('Retry-After'));
      if (!mayRepeat || answer.ok || !(await waitToRepeat(attempt, problem, signal))) return answer;
    } catch (fault) {
      if (!mayRepeat || !(await waitToRepeat(attempt, unreachable(), signal))) throw fault;
    }
  }
}
