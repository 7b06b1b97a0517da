import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StatusHub } from '../src/hub.js';
import { MemberWatch, refusalOf } from '../src/memberWatch.js';
import { FakeConnection } from './fakeConnection.js';
import { changeOf, statusOf } from './samples.js';

const member = '100000000017';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A watch of the member, who stands at a version; what it was told is "version" or "version:applied,applied". */
async function watching(version: number) {
  const connection = new FakeConnection();
  const hub = new StatusHub('/hubs/status', { connect: () => connection.asConnection });
  const engine = { version };
  connection.answer = async (method) => (method === 'WatchMember' ? statusOf(engine.version) : null);
  void hub.start();
  const watch = new MemberWatch(hub, member);
  const told: string[] = [];
  watch.moved.on(({ status, applied }) => told.push([status.version, ...applied.map((change) => change.version)].join(' ')));
  await vi.advanceTimersByTimeAsync(0);
  return { connection, engine, watch, told, hub };
}

it('begins with where the member stands, and follows', async () => {
  const { connection, told } = await watching(3);
  connection.push('statusChanged', changeOf(4));
  connection.push('statusChanged', { ...changeOf(9), memberId: 'another' });
  expect([told, connection.asked]).toEqual([['3', '4 4'], ['WatchMember null']]);
});

it('asks after a break for what came after the version it has', async () => {
  const { connection, engine, told } = await watching(3);
  connection.push('statusChanged', changeOf(4));
  engine.version = 6;
  connection.answer = async () => {
    connection.push('statusChanged', changeOf(5));
    connection.push('statusChanged', changeOf(6));
    return statusOf(6);
  };
  connection.drop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.asked.at(-1)).toBe('WatchMember 4');
  expect(told.slice(0, 4)).toEqual(['3', '4 4', '5 5', '6 6']);
});

it('asks for versions that are missing', async () => {
  const { connection, told } = await watching(3);
  connection.push('statusChanged', changeOf(6));
  connection.answer = async () => {
    connection.push('statusChanged', changeOf(4));
    connection.push('statusChanged', changeOf(5));
    return statusOf(6);
  };
  await vi.advanceTimersByTimeAsync(2_000);
  expect([told.slice(0, 3), connection.asked]).toEqual([['3', '4 4', '6 5 6'], ['WatchMember null', 'WatchMember 3']]);
});

it('takes after a restore what the engine says', async () => {
  const { connection, engine, watch, told } = await watching(5);
  engine.version = 2;
  connection.drop();
  await vi.advanceTimersByTimeAsync(1_000);
  connection.push('statusChanged', changeOf(3));
  expect([told, watch.status?.version]).toEqual([['5', '2', '3 3'], 3]);
});

it('asks where it stands when it was asleep', async () => {
  const { connection, engine, told, hub } = await watching(3);
  engine.version = 7;
  hub.resume();
  await vi.advanceTimersByTimeAsync(0);
  expect([told, connection.asked.at(-1)]).toEqual([['3', '7'], 'WatchMember 3']);
});

it('tells why it may not watch, and asks again', async () => {
  const { connection, watch, told } = await watching(3);
  const refused: string[] = [];
  watch.refused.on(({ code }) => refused.push(code));
  const answer = connection.answer;
  connection.answer = () => Promise.reject(new Error("An unexpected error occurred invoking 'WatchMember' on the server. HubException: journal-unavailable: Try again."));
  connection.drop();
  await vi.advanceTimersByTimeAsync(30_000);
  expect([new Set(refused), refused.length > 2]).toEqual([new Set(['journal-unavailable']), true]);
  connection.answer = answer;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['3', '3']);
});

it('comes back to a member whom a restore had taken, and never to one who was erased', async () => {
  const { connection, watch, told } = await watching(3);
  const gone: string[] = [];
  watch.gone.on((why) => gone.push(why));
  const answer = connection.answer;
  connection.answer = () => Promise.reject(new Error('HubException: unknown-member: There is no such member.'));
  connection.drop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([gone, watch.status]).toEqual([['unknown'], null]);
  connection.answer = answer;
  connection.drop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual(['3', '3']);
  connection.push('memberErased', { memberId: member });
  connection.push('statusChanged', changeOf(4));
  connection.drop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([gone, told.length, connection.asked.filter((one) => one.startsWith('WatchMember')).length]).toEqual([['unknown', 'erased'], 2, 3]);
});

it('asks only for what came after a status that is known already', async () => {
  const { hub, connection } = await watching(3);
  const watch = new MemberWatch(hub, 'A1');
  watch.know({ ...statusOf(8), memberId: 'A1' }, false);
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.asked.at(-1)).toBe('WatchMember 8');
});

it('is told nothing once it is stopped', async () => {
  const { connection, watch, told } = await watching(3);
  watch.stop();
  connection.push('statusChanged', changeOf(4));
  connection.drop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([told, connection.asked]).toEqual([['3'], ['WatchMember null', 'UnwatchMember 100000000017']]);
});

it.each([
  ["An unexpected error occurred invoking 'WatchMember' on the server. HubException: not-allowed: Not yours.", { code: 'not-allowed', detail: 'Not yours.' }],
  ['unknown-member: There is no such member.', { code: 'unknown-member', detail: 'There is no such member.' }],
  ['WatchMember was not answered within 10000 ms.', null],
  ['Cannot send data if the connection is not in the \'Connected\' State.', null],
])('reads the refusal in %j', (words, refusal) => expect(refusalOf(new Error(words))).toEqual(refusal));

it('tells of rewards of its member, and after a break that some may have been missed', async () => {
  const { connection, watch } = await watching(3);
  const hints: unknown[] = [];
  watch.rewarded.on((change) => hints.push(change === null ? null : `${change.kind} ${change.lotId ?? change.orderId ?? ''}`));
  connection.push('rewardChanged', { memberId: member, lotId: 'gift', kind: 'lotChanged', at: '2026-11-21T10:15:04.123Z' });
  connection.push('rewardChanged', { memberId: 'another', lotId: 'gift', kind: 'lotChanged', at: '2026-11-21T10:15:04.123Z' });
  connection.push('rewardChanged', { memberId: member, orderId: 'm-1', kind: 'orderChanged', at: '2026-11-21T10:15:04.123Z' });
  connection.drop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(hints).toEqual(['lotChanged gift', 'orderChanged m-1', null]);
  watch.stop();
  connection.push('rewardChanged', { memberId: member, lotId: 'gift', kind: 'lotChanged', at: '2026-11-21T10:15:04.123Z' });
  expect(hints.length).toBe(3);
});
