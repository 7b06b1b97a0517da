import type { Recognition } from '@loyalty/client/contracts';
import { describe, expect, it } from 'vitest';
import { Guests, places } from '../../src/display/guests';

const noon = Date.parse('2026-11-21T12:00:00Z');

/** Somebody recognised so many seconds after noon, for half a minute. */
const at = (seconds: number, displayName = `Guest ${seconds}`): Recognition => ({
  airport: 'ZRH',
  location: 'A1',
  flight: 'LX14',
  displayName,
  tier: 'Gold',
  tierLevel: 2,
  greeting: 'Welcome back',
  greetingLanguage: 'en',
  at: new Date(noon + seconds * 1000).toISOString(),
  expiresAt: new Date(noon + (seconds + 30) * 1000).toISOString(),
  recognitionId: `${seconds} ${displayName}`,
});

const names = (guests: Guests) => guests.all.map((guest) => guest?.recognition.displayName ?? null);

describe('guests', () => {
  it('puts one alone in the middle and moves nobody', () => {
    const guests = new Guests();
    guests.welcome(at(0, 'Ada L.'), 1000, noon);
    expect(names(guests)).toEqual([null, 'Ada L.', null]);
    guests.welcome(at(1, 'Bob M.'), 2000, noon + 1000);
    guests.welcome(at(2, 'Cem N.'), 3000, noon + 2000);
    expect(names(guests)).toEqual(['Bob M.', 'Ada L.', 'Cem N.']);
    guests.leave(31_000);
    expect(names(guests)).toEqual(['Bob M.', null, 'Cem N.']);
  });

  it('lets them go at their time by the engine, whenever they came to be known', () => {
    const guests = new Guests();
    guests.welcome(at(0), 5000, noon + 20_000);
    expect(guests.all[1]?.leavesAt).toBe(15_000);
    guests.leave(14_999);
    expect(guests.all[1]).not.toBeNull();
    guests.leave(15_000);
    expect(guests.all[1]).toBeNull();
  });

  it('shows nobody whose time is over, and nobody for longer than was meant', () => {
    const guests = new Guests();
    guests.welcome(at(0), 1000, noon + 30_000);
    expect(names(guests)).toEqual([null, null, null]);
    guests.welcome(at(0), 1000, noon - 3_600_000);
    expect(guests.all[1]?.leavesAt).toBe(31_000);
    guests.welcome({ ...at(0), expiresAt: 'never' }, 1000, noon);
    expect(guests.all.filter((guest) => guest !== null)).toHaveLength(1);
  });

  it('takes them for fresh while the engine has not told its time', () => {
    const guests = new Guests();
    guests.welcome(at(0), 1000, null);
    expect(guests.all[1]?.leavesAt).toBe(31_000);
  });

  it('gives the place of the longest to the next, and none to a latecomer told again', () => {
    const guests = new Guests();
    const five = [0, 1, 2, 3, 4].map((seconds) => at(seconds));
    for (const one of five) guests.welcome(one, 5000, noon + 5000);
    const shown = names(guests);
    expect([...shown].sort()).toEqual(['Guest 2', 'Guest 3', 'Guest 4']);
    for (const one of five) guests.welcome(one, 6000, noon + 6000);
    expect(names(guests)).toEqual(shown);
  });

  it('never holds more than there are places', () => {
    const guests = new Guests();
    for (let i = 0; i < 10_000; i++) guests.welcome(at(0, `Guest ${i}`), 1000, noon);
    expect(guests.all).toHaveLength(places);
  });

  it('lets go who does not want to be shown, and nobody else', () => {
    const guests = new Guests();
    guests.welcome(at(0, 'Ada L.'), 1000, noon);
    guests.welcome(at(1, 'Bob M.'), 2000, noon + 1000);
    guests.withdraw('0 Ada L.');
    guests.withdraw('never shown');
    expect(names(guests)).toEqual(['Bob M.', null, null]);
  });

  it('after a break keeps who is still valid and who came since', () => {
    const guests = new Guests();
    guests.welcome(at(0, 'Ada L.'), 1000, noon);
    guests.welcome(at(1, 'Bob M.'), 2000, noon + 1000);
    const before = new Set(['0 Ada L.', '1 Bob M.']);
    guests.welcome(at(2, 'Cem N.'), 3000, noon + 2000);
    guests.keepOnly(['1 Bob M.'], before);
    expect(names(guests)).toEqual(['Bob M.', null, 'Cem N.']);
  });
});
