import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LoyaltyCalls } from '../src/loyaltyCalls.js';
import { Exact } from '../src/exact.js';
import { statusOf } from './samples.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Sent {
  readonly path: string;
  readonly init: RequestInit;
  readonly at: number;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers });
const busy = (seconds?: string): Response => json(503, { code: 'too-many-requests', detail: 'Busy.' }, seconds === undefined ? {} : { 'Retry-After': seconds });

/** A client whose engine gives these answers, one after the other; null is no answer at all. */
function clientOf(answers: readonly (Response | null)[], turnedAway: (string | null)[] = []) {
  const sent: Sent[] = [];
  const client = new LoyaltyCalls('http://engine/', {
    token: () => 'k-1',
    onTurnedAway: (token) => turnedAway.push(token),
    fetch: async (path, init = {}) => {
      const answer = answers[sent.length] ?? null;
      sent.push({ path: String(path), init, at: Date.now() });
      if (answer === null) throw new TypeError('fetch failed');
      return answer;
    },
  });
  return { client, sent };
}

const enrol = (client: LoyaltyCalls) => client.enrol({ channel: 'app', givenName: 'Ada' });

it('sends a command again under its id until it is known what became of it', async () => {
  const { client, sent } = clientOf([null, busy(), json(201, statusOf(1))]);
  const answer = enrol(client);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await answer).toMatchObject({ ok: true, value: { version: 1 } });
  const keys = sent.map(({ init }) => new Headers(init.headers).get('Idempotency-Key'));
  expect([sent.length, new Set(keys).size, keys[0]?.length]).toEqual([3, 1, 36]);
});

it('waits as long as the engine asks', async () => {
  const { client, sent } = clientOf([busy('7'), json(201, statusOf(1))]);
  const answer = enrol(client);
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await answer).ok).toBe(true);
  expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBeGreaterThanOrEqual(7_000);
});

it('tells it instead of waiting for long', async () => {
  const { client, sent } = clientOf([busy('3600')]);
  expect(await enrol(client)).toMatchObject({ ok: false, problem: { status: 503, retryAfter: 3600 } });
  expect(sent.length).toBe(1);
});

it('gives up after a few attempts', async () => {
  const { client, sent } = clientOf([]);
  const answer = enrol(client);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toMatchObject({ ok: false, problem: { status: 0, code: 'unreachable' } });
  expect(sent.length).toBe(4);
});

it('does not repeat what was refused', async () => {
  const refusal = { code: 'amount-not-valid', detail: 'Too much.', errors: { amount: ['Too much.'] }, traceId: 'ab' };
  const { client, sent } = clientOf([json(422, refusal)]);
  expect(await client.buy('A1', 't-1', { type: 'flight', amount: 1, currency: 'CHF' })).toMatchObject({
    ok: false,
    problem: { status: 422, code: 'amount-not-valid', errors: { amount: 'Too much.' }, traceId: 'ab' },
  });
  expect(sent.length).toBe(1);
});

it('sends an exact amount digit by digit, and its key', async () => {
  const { client, sent } = clientOf([json(422, {})]);
  await client.buy('A 1', 't-1', { type: 'flight', amount: Exact.parse('12.50') ?? 0, currency: 'CHF' });
  expect([sent[0]?.path, sent[0]?.init.body, new Headers(sent[0]?.init.headers).get('Authorization')]).toEqual([
    'http://engine/v1/members/A%201/purchases',
    '{"transactionId":"t-1","type":"flight","amount":12.50,"currency":"CHF"}',
    'Bearer k-1',
  ]);
});

it('tells with what it was turned away', async () => {
  const turnedAway: (string | null)[] = [];
  const { client } = clientOf([json(401, { code: 'not-authenticated' })], turnedAway);
  expect(await client.getProgramme()).toMatchObject({ ok: false, problem: { code: 'not-authenticated' } });
  expect(turnedAway).toEqual(['k-1']);
});

it('does not believe an answer that is none of the engine\'s', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { client } = clientOf([new Response('<html>Sign in</html>', { status: 200 })]);
  expect(await client.getProgramme()).toMatchObject({ ok: false, problem: { status: 200, code: 'not-understood' } });
  warned.mockRestore();
});
