import type { Guest } from './guests';

/** Where a guest stands: the one who came last has the stage, the others stand below. */
export type Rank = 'stage' | 'side' | null;

/** The rank of each place, and how many are greeted. */
export function arrange(guests: readonly (Guest | null)[]): { readonly ranks: readonly Rank[]; readonly count: number } {
  let stage = -1;
  guests.forEach((guest, place) => {
    if (guest !== null && (stage < 0 || Date.parse(guest.recognition.at) >= Date.parse(guests[stage]?.recognition.at ?? ''))) stage = place;
  });
  return { ranks: guests.map((guest, place) => (guest === null ? null : place === stage ? 'stage' : 'side')), count: guests.filter((guest) => guest !== null).length };
}
