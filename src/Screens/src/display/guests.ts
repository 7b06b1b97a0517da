import type { Recognition } from '@loyalty/client/contracts';

/** Somebody who is greeted, until this machine's ticks stand there. */
export interface Guest {
  readonly key: string;
  readonly recognition: Recognition;
  readonly leavesAt: number;
}

/** Greeted at once. */
export const places = 3;

// One alone stands in the middle; a second above, a third below. Nobody moves while they are shown.
const order: readonly number[] = [1, 0, 2];

/**
 * Who is greeted now: never more than there are places, whatever comes. Whoever comes while all are taken takes the place of the one
 * who has been there longest.
 */
export class Guests {
  private readonly taken: (Guest | null)[] = new Array<Guest | null>(places).fill(null);

  get all(): readonly (Guest | null)[] {
    return this.taken;
  }

  /**
   * Takes a recognition in. It may be one that is shown already: after a reconnect the engine tells again what is still valid.
   * @param engineNow The engine's time, or null while it is not known: then the recognition is taken for a fresh one.
   */
  welcome(recognition: Recognition, now: number, engineNow: number | null): void {
    const [from, until] = [Date.parse(recognition.at), Date.parse(recognition.expiresAt)];
    // Whatever the clocks say: nobody is shown for longer than the engine meant.
    const left = Math.min(until - (engineNow ?? from), until - from);
    const key = recognition.recognitionId;
    if (!(left > 0) || this.taken.some((guest) => guest?.key === key)) return;
    const place = order.find((one) => this.taken[one] === null) ?? this.longest(from);
    if (place !== null) this.taken[place] = { key, recognition, leavesAt: now + left };
  }

  /** Lets go who does not want to be shown. */
  withdraw(recognitionId: string): void {
    this.keep((guest) => guest.key !== recognitionId);
  }

  /** Lets go who was shown before a break and is not among those still valid after it. */
  keepOnly(recognitionIds: readonly string[], among: ReadonlySet<string>): void {
    this.keep((guest) => !among.has(guest.key) || recognitionIds.includes(guest.key));
  }

  /** Lets go whose time is over. */
  leave(now: number): void {
    this.keep((guest) => guest.leavesAt > now);
  }

  private keep(stays: (guest: Guest) => boolean): void {
    this.taken.forEach((guest, place) => {
      if (guest !== null && !stays(guest)) this.taken[place] = null;
    });
  }

  /** The place of whoever has been there longest, if that is longer than somebody who came at that instant. */
  private longest(than: number): number | null {
    let [found, since] = [null as number | null, than];
    this.taken.forEach((guest, place) => {
      const at = guest === null ? Number.POSITIVE_INFINITY : Date.parse(guest.recognition.at);
      if (at < since || (found === null && at === since)) [found, since] = [place, at];
    });
    return found;
  }
}
