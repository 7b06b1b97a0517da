// Uses the types that openapi-typescript makes. Compiled and run by the tests, beside them.
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

declare const process: { argv: string[] };
declare const console: { log(line: string): void };

const [baseUrl, token, id] = process.argv.slice(2) as [string, string, string];
const api = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
const params = { path: { id } };

const orFail = <T>(answer: { data?: T; error?: components['schemas']['Problem'] }): T => {
  if (answer.data === undefined) throw new Error(answer.error?.code ?? 'no answer');
  return answer.data;
};

const card = orFail(await api.POST('/v1/members', { body: { channel: 'app', givenName: 'Ada', familyName: 'Lovelace', memberId: id } }));
const purchase: components['schemas']['PurchaseBody'] = { transactionId: `t-${id}`, type: 'flight', amount: 2600, currency: 'CHF', date: '2026-11-21' };
const bought = orFail(await api.POST('/v1/members/{id}/purchases', { params, body: purchase }));
const again = orFail(await api.POST('/v1/members/{id}/purchases', { params, body: purchase }));
orFail(
  await api.POST('/v1/members/{id}/purchases/{transactionId}/reversals', {
    params: { path: { id, transactionId: `t-${id}` } },
    body: { reversalId: `r-${id}`, amount: 200, reason: 'Seat refunded' },
  }),
);
const status = orFail(await api.GET('/v1/members/{id}/status', { params }));
const lines = orFail(await api.GET('/v1/members/{id}/transactions', { params: { path: { id }, query: { limit: 10 } } }));
const refused = await api.POST('/v1/members/{id}/purchases', { params, body: { transactionId: 't-0', type: 'partner', amount: -1, currency: 'CHF' } });

console.log(
  [
    card.tier.name,
    `${bought.tierChange?.to} ${bought.transaction.amount.toFixed(2)} v${bought.version} v${again.version}`,
    `${status.tier.name} ${status.spend.currentPeriod.toFixed(2)} ${status.asOf}`,
    lines.items.map((line) => line.kind).join(','),
    refused.error === undefined ? 'taken' : `${refused.error.status} ${refused.error.code}`,
  ].join('; '),
);
