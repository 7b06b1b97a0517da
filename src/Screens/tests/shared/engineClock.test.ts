import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineClock, ticks } from '../../src/shared/engineClock';

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2020-01-01T00:00:00Z') }));
afterEach(() => vi.useRealTimers());

it('knows no day before the engine has told', () => expect([new EngineClock().dayIn('Europe/Zurich'), new EngineClock().instant]).toEqual([null, null]));

it('carries the engine\'s day forward over midnight in the programme\'s zone', () => {
  const clock = new EngineClock();
  clock.learn(Date.parse('2026-11-21T22:30:00Z'), ticks());
  expect(clock.dayIn('Europe/Zurich')).toBe('2026-11-21');
  vi.advanceTimersByTime(30 * 60_000);
  expect(clock.dayIn('Europe/Zurich')).toBe('2026-11-22');
});

it('does not care where the machine\'s clock is set', () => {
  const clock = new EngineClock();
  clock.learn(Date.parse('2026-11-21T10:00:00Z'), ticks());
  for (const set of ['1999-12-31T00:00:00Z', '2031-05-05T00:00:00Z']) {
    vi.setSystemTime(Date.parse(set));
    expect(clock.dayIn('Europe/Zurich')).toBe('2026-11-21');
  }
});
