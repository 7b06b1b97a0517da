/** The views of the console, in the order of its navigation. */
export const views = ['members', 'live', 'population', 'rates', 'programme', 'finance', 'data', 'webhooks', 'trail', 'keys'] as const;
export type View = (typeof views)[number];

/** The scopes of which one opens a view; whoever has none of them is not offered it. Empty: everybody. */
export const opensTo: Readonly<Record<View, readonly string[]>> = {
  members: ['crm', 'operator'],
  live: ['crm', 'finance', 'operator'],
  population: ['crm', 'finance', 'operator'],
  rates: ['pos', 'feed:reservations', 'feed:payment', 'crm', 'finance', 'operator'],
  programme: [],
  finance: ['finance'],
  data: ['crm', 'finance', 'operator'],
  webhooks: ['crm'],
  trail: ['operator'],
  keys: ['admin'],
};

export interface Place {
  readonly view: View;
  /** The member that is open. */
  readonly memberId: string | null;
  /** What the view is asked to show, as in an address's query; left out where nothing is. */
  readonly query?: string;
}

/** Where an address leads: `#/members/100000000016`, `#/live`, `#/trail?who=till-7`. What leads nowhere leads to the members. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const [, name, id] = path.split('/');
  const view = views.find((one) => one === name) ?? 'members';
  const memberId = view === 'members' && id !== undefined && id !== '' ? decoded(id) : null;
  return { view, memberId, ...(query === '' ? {} : { query }) };
}

export const addressOf = ({ view, memberId, query = '' }: Place): string =>
  `#/${view}${memberId === null ? '' : `/${encodeURIComponent(memberId)}`}${query === '' ? '' : `?${query}`}`;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
