import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StatusHub } from '../src/hub.js';
import { FakeConnection } from './fakeConnection.js';
import { changeOf } from './samples.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hubOn(connection: FakeConnection, turnedAway: (string | null)[] = []) {
  const states: string[] = [];
  const hub = new StatusHub('/hubs/status', {
    token: () => 'k-1',
    onTurnedAway: (sent) => turnedAway.push(sent),
    connect: (_, token) => {
      const start = connection.start.bind(connection);
      connection.start = () => {
        token();
        return start();
      };
      return connection.asConnection;
    },
  });
  hub.stateChanged.on((state) => states.push(state));
  return { hub, states };
}

it('tries the first start until it succeeds', async () => {
  const connection = new FakeConnection();
  connection.refusals = 40;
  const turnedAway: (string | null)[] = [];
  const { hub, states } = hubOn(connection, turnedAway);
  const started = hub.start();
  await vi.advanceTimersByTimeAsync(300_000);
  await started;
  expect([connection.starts, turnedAway.length, turnedAway[0]]).toEqual([41, 40, 'k-1']);
  expect(states).toEqual(['connecting', 'offline', 'live']);
});

it('connects again after every loss, and says so each time', async () => {
  const connection = new FakeConnection();
  const { hub, states } = hubOn(connection);
  let connections = 0;
  hub.connected.on(() => connections++);
  await hub.start();
  for (let loss = 0; loss < 20; loss++) {
    connection.refusals = loss;
    connection.drop();
    await vi.advanceTimersByTimeAsync(200_000);
  }
  expect([connections, hub.isLive, states.at(-1)]).toEqual([21, true, 'live']);
});

it('lets the connection go while it is paused, and goes on at once', async () => {
  const connection = new FakeConnection();
  const { hub, states } = hubOn(connection);
  await hub.start();
  await hub.pause();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect([hub.isLive, connection.starts, states.at(-1)]).toEqual([false, 1, 'paused']);
  hub.resume();
  await vi.advanceTimersByTimeAsync(0);
  expect([hub.isLive, connection.starts, states.slice(-2)]).toEqual([true, 2, ['reconnecting', 'live']]);
});

it('does not wait for the next attempt when it is told to go on', async () => {
  const connection = new FakeConnection();
  const { hub } = hubOn(connection);
  connection.refusals = 20;
  void hub.start();
  await vi.advanceTimersByTimeAsync(60_000);
  connection.refusals = 0;
  hub.resume();
  await vi.advanceTimersByTimeAsync(0);
  expect(hub.isLive).toBe(true);
});

it('makes a connection anew that answers no more', async () => {
  const connection = new FakeConnection();
  const { hub } = hubOn(connection);
  await hub.start();
  connection.answer = () => new Promise(() => undefined);
  const asked = hub.watchAll();
  const failed = expect(asked).rejects.toThrow('not answered');
  await vi.advanceTimersByTimeAsync(20_000);
  await failed;
  expect([hub.isLive, connection.starts]).toEqual([true, 2]);
});

it('makes no connection once it is stopped', async () => {
  const connection = new FakeConnection();
  const { hub } = hubOn(connection);
  await hub.start();
  await hub.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([hub.isLive, connection.starts]).toEqual([false, 1]);
});

it('lets a message pass that it does not understand', async () => {
  const connection = new FakeConnection();
  const { hub } = hubOn(connection);
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const versions: number[] = [];
  hub.changed.on(({ version }) => versions.push(version));
  connection.push('statusChanged', { version: 'two' });
  connection.push('statusChanged', changeOf(3));
  expect([versions, warned.mock.calls.length]).toEqual([[3], 1]);
  warned.mockRestore();
});

it('ends the pushes of a member with the last who follows', async () => {
  const connection = new FakeConnection();
  const { hub } = hubOn(connection);
  await hub.start();
  hub.join('A1');
  hub.join('A1');
  hub.leave('A1');
  expect(connection.asked).toEqual([]);
  hub.leave('A1');
  expect(connection.asked).toEqual(['UnwatchMember A1']);
});
