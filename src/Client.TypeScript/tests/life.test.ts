import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StatusHub } from '../src/hub.js';
import { followLife } from '../src/life.js';
import { FakeConnection } from './fakeConnection.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class FakePage {
  readonly document = Object.assign(new EventTarget(), { hidden: false });
  readonly window = new EventTarget();

  hide(hidden: boolean): void {
    this.document.hidden = hidden;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }
}

async function open(pauses: boolean) {
  const connection = new FakeConnection();
  const hub = new StatusHub('/hubs/status', { connect: () => connection.asConnection });
  const page = new FakePage();
  let woken = 0;
  hub.woken.on(() => woken++);
  const end = followLife(hub, pauses, page);
  await hub.start();
  return { connection, hub, page, end, woken: () => woken };
}

it('lets the connection go with a page that stays hidden, and goes on when it is seen', async () => {
  const { hub, page } = await open(true);
  page.hide(true);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(hub.isLive).toBe(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(hub.isLive).toBe(false);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(hub.isLive).toBe(false);
  page.hide(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(hub.isLive).toBe(true);
});

it('keeps the connection of a page that is looked away from for a moment', async () => {
  const { hub, page, connection, woken } = await open(true);
  page.hide(true);
  await vi.advanceTimersByTimeAsync(10_000);
  page.hide(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([hub.isLive, connection.starts, woken()]).toEqual([true, 1, 1]);
});

it('stays connected behind a page that is worked with', async () => {
  const { hub, page } = await open(false);
  page.hide(true);
  page.document.dispatchEvent(new Event('freeze'));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(hub.isLive).toBe(true);
});

it.each(['pageshow', 'online'])('asks where all stands at %s', async (name) => {
  const { page, woken } = await open(false);
  page.window.dispatchEvent(new Event(name));
  expect(woken()).toBe(1);
});

it('notices that the machine has slept', async () => {
  const { woken } = await open(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken()).toBe(0);
  vi.setSystemTime(Date.now() + 600_000);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(woken()).toBe(1);
});

it('ends when it is told to', async () => {
  const { hub, page, end } = await open(true);
  end();
  page.hide(true);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(hub.isLive).toBe(true);
});
