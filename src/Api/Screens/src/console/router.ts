/** The views of the console, in the order of its navigation. */
export const views = ['members', 'live', 'population', 'rates', 'programme', 'data', 'keys'] as const;
export type View = (typeof views)[number];

export interface Place {
  readonly view: View;
  /** The member that is open. */
  readonly memberId: string | null;
}

/** Where an address leads: `#/members/100000000016`, `#/live`. What leads nowhere leads to the members. */
export function placeOf(hash: string): Place {
  const [, name, id] = hash.replace(/^#/, '').split('/');
  const view = views.find((one) => one === name) ?? 'members';
  const memberId = view === 'members' && id !== undefined && id !== '' ? decoded(id) : null;
  return { view, memberId };
}

export const addressOf = ({ view, memberId }: Place): string =>
  memberId === null ? `#/${view}` : `#/${view}/${encodeURIComponent(memberId)}`;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
