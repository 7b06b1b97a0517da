import type { Answer } from '@loyalty/client';
import type { SpendReceipt } from '@loyalty/client/contracts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Outbox, mostSettled, mostUnsettled } from '../../src/pos/outbox';
import { isSettled } from '../../src/pos/receipt';
import { MemoryStore, credited, failed, saleNumber } from './receipts';

const unreachable = failed(0, 'unreachable');

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

/** What can happen now has happened. */
const now = () => vi.advanceTimersByTimeAsync(0);

/** An outbox whose engine answers with the script, and then takes everything. */
function start(...script: Answer<SpendReceipt>[]) {
  const store = new MemoryStore();
  const sent: string[] = [];
  const send = vi.fn(async (_: unknown, { id }: { readonly id: string }) => {
    sent.push(id);
    return script.shift() ?? credited(id);
  });
  return { store, sent, script, outbox: new Outbox(store, send), send };
}

const states = async (store: MemoryStore): Promise<string[]> =>
  (await store.all()).flatMap((receipt) => receipt.lines.map((line) => `${line.id} ${line.state.kind}`));

it('sends every line of a receipt once, in order', async () => {
  const { outbox, sent, store } = start();
  await outbox.add(saleNumber('R1', 1, 2));
  await now();
  await outbox.drain();
  expect([sent, await states(store)]).toEqual([['R1.1', 'R1.2'], ['R1.1 done', 'R1.2 done']]);
});

it('has a receipt on the disk before it sends it', async () => {
  const store = new MemoryStore();
  const kept: number[] = [];
  const outbox = new Outbox(store, async (_, { id }) => {
    kept.push((await store.all()).length);
    return credited(id);
  });
  await outbox.add(saleNumber('R1'));
  await now();
  expect(kept).toEqual([1]);
});

it('sends only what is open of a receipt that was cut in the middle, under the same ids', async () => {
  const { outbox, sent, store } = start(credited('R1.1'), unreachable);
  await outbox.add(saleNumber('R1', 1, 3));
  await now();
  expect(await states(store)).toEqual(['R1.1 done', 'R1.2 waiting', 'R1.3 waiting']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([sent, await states(store)]).toEqual([
    ['R1.1', 'R1.2', 'R1.2', 'R1.3'],
    ['R1.1 done', 'R1.2 done', 'R1.3 done'],
  ]);
});

it('goes on after a reload: another outbox on the same store', async () => {
  const first = start(unreachable);
  await first.outbox.add(saleNumber('R1'));
  await now();
  const sent: string[] = [];
  const second = new Outbox(first.store, async (_, { id }) => {
    sent.push(id);
    return credited(id);
  });
  await second.drain();
  expect([sent, await states(first.store)]).toEqual([['R1.1'], ['R1.1 done']]);
});

it('waits longer from time to time, and at most half a minute or so', async () => {
  const { outbox, send, script } = start();
  script.push(...Array.from({ length: 1000 }, () => unreachable));
  await outbox.add(saleNumber('R1'));
  await now();
  await vi.advanceTimersByTimeAsync(10_000);
  const early = send.mock.calls.length;
  await vi.advanceTimersByTimeAsync(600_000);
  const late = send.mock.calls.length - early;
  expect(early).toBeGreaterThan(2);
  expect(early).toBeLessThan(8);
  expect(late).toBeGreaterThan(14);
  expect(late).toBeLessThan(30);
});

it('asks at once when something says that the engine is back', async () => {
  const { outbox, sent } = start(unreachable);
  await outbox.add(saleNumber('R1'));
  await now();
  outbox.hurry();
  await now();
  expect(sent).toEqual(['R1.1', 'R1.1']);
});

it('waits as long as the engine asks, also when hurried, while other members are served', async () => {
  const { outbox, sent } = start(failed(503, 'engine-busy', 20));
  await outbox.add(saleNumber('R1', 1));
  await now();
  await outbox.add(saleNumber('R2', 2, 1, 'MEMBER2'));
  outbox.hurry();
  await vi.advanceTimersByTimeAsync(19_000);
  expect(sent).toEqual(['R1.1', 'R2.1']);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(sent).toEqual(['R1.1', 'R2.1', 'R1.1']);
});

it('keeps the order of one member, past one that is not answered', async () => {
  const { outbox, sent, store } = start(failed(500, 'internal-error'), credited('R3.1'));
  await store.add(saleNumber('R1', 1));
  await store.add(saleNumber('R2', 2));
  await store.add(saleNumber('R3', 3, 1, 'MEMBER2'));
  await outbox.drain();
  expect(sent.slice(0, 2)).toEqual(['R1.1', 'R3.1']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual(['R1.1', 'R3.1', 'R1.1', 'R2.1']);
});

it('keeps a refusal for the cashier, sends the other lines, and does not ask again by itself', async () => {
  const { outbox, sent, store } = start(failed(422, 'currency-rate-missing'));
  await outbox.add(saleNumber('R1', 1, 2));
  await now();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([sent, await states(store)]).toEqual([['R1.1', 'R1.2'], ['R1.1 refused', 'R1.2 done']]);
});

it('sends a refused line again under its id, or gives it up, as the cashier says', async () => {
  const { outbox, sent, store } = start(failed(404, 'unknown-member'), failed(404, 'unknown-member'));
  await outbox.add(saleNumber('R1'));
  await now();
  await outbox.resolve('R1', 'again');
  await now();
  expect([sent, await states(store)]).toEqual([['R1.1', 'R1.1'], ['R1.1 refused']]);
  await outbox.resolve('R1', 'drop');
  expect(await states(store)).toEqual(['R1.1 dropped']);
});

it.each([failed(404, 'http-404'), failed(200, 'not-understood'), failed(407, 'http-407')])(
  'takes no refusal from somebody on the way to the engine',
  async (answer) => {
    const { outbox, store } = start(answer);
    await outbox.add(saleNumber('R1'));
  await now();
    expect(await states(store)).toEqual(['R1.1 waiting']);
  },
);

it('takes no more than its bound, and says so', async () => {
  const { outbox, store, script } = start();
  script.push(...Array.from({ length: 5 }, () => unreachable));
  for (let at = 0; at < mostUnsettled; at++) await store.add(saleNumber(`R${at}`, at));
  expect([await outbox.add(saleNumber('ONE-MORE')), (await store.all()).length]).toEqual([false, mostUnsettled]);
});

it('forgets the oldest of the settled, and nothing else', async () => {
  const { outbox, store } = start();
  await store.add(saleNumber('OLD', 0, 1, 'MEMBER2'));
  await store.change('OLD', (receipt) => ({ ...receipt, notBefore: Date.now() + 60_000 }));
  for (let at = 1; at <= mostSettled + 5; at++) await store.add(saleNumber(`R${at}`, at));
  await outbox.drain();
  await outbox.drain();
  const kept = await store.all();
  expect([kept.filter(isSettled).length, kept.some(({ number }) => number === 'OLD'), kept.some(({ number }) => number === 'R5')]).toEqual([
    mostSettled,
    true,
    false,
  ]);
});

it('looks again for what came while it was sending', async () => {
  const { outbox, sent } = start();
  await Promise.all([outbox.add(saleNumber('R1', 1)), outbox.add(saleNumber('R2', 2))]);
  await outbox.drain();
  expect(sent).toEqual(['R1.1', 'R2.1']);
});
