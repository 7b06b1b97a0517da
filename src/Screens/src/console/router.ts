interface Page {
  /** The part of the rail it stands in. */
  readonly group: Group;
  /** The scopes of which one opens it; whoever has none of them is not offered it. Empty: everybody. */
  readonly opensTo: readonly string[];
  /** Its sign in the rail: lines in a square of 24. */
  readonly sign: string;
}

/** The parts of the rail, in order. */
export const groups = ['people', 'rules', 'engine'] as const;
export type Group = (typeof groups)[number];

/**
 * The views of the console, in the order of its rail. To add one: a line here, its name in `texts` in four languages, and what shows it
 * among the late views of `main.ts`. Its section is made where `console.html` has none.
 */
const pages = {
  home: { group: 'people', opensTo: ['crm', 'operator'], sign: 'M4 11L12 4l8 7M6 10v10h12V10' },
  members: { group: 'people', opensTo: ['crm', 'operator'], sign: 'M10 4a6 6 0 1 0 0 12a6 6 0 0 0 0-12M14.5 14.5L20 20' },
  live: { group: 'people', opensTo: ['crm', 'finance', 'operator'], sign: 'M3 12h4l3-8l4 16l3-8h4' },
  population: { group: 'people', opensTo: ['crm', 'finance', 'operator'], sign: 'M4 20V12M9.5 20V5M15 20v-6M20 20V9' },
  programme: { group: 'rules', opensTo: [], sign: 'M4 19h16M4 14h12M4 9h8M4 4h4' },
  rates: { group: 'rules', opensTo: ['pos', 'feed:reservations', 'feed:payment', 'crm', 'finance', 'operator'], sign: 'M4 8h14l-4-4M20 16H6l4 4' },
  finance: { group: 'rules', opensTo: ['finance'], sign: 'M4 7h16v11H4zM4 11h16M8 15h3' },
  rewards: { group: 'rules', opensTo: ['finance', 'operator'], sign: 'M4 7h16v4a2 2 0 0 0 0 4v4H4v-4a2 2 0 0 0 0-4zM14 7v12' },
  partners: { group: 'rules', opensTo: ['finance', 'operator'], sign: 'M8 5a4 4 0 1 0 0 8a4 4 0 0 0 0-8M16 11a4 4 0 1 0 0 8a4 4 0 0 0 0-8M14 6h5v3M10 18H5v-3' },
  data: { group: 'engine', opensTo: ['crm', 'finance', 'operator'], sign: 'M8 20V8M4 12l4-4l4 4M16 4v12M12 12l4 4l4-4' },
  webhooks: { group: 'engine', opensTo: ['crm'], sign: 'M4 12h10M10 8l4 4l-4 4M18 5v14' },
  trail: { group: 'engine', opensTo: ['operator'], sign: 'M5 4v16M5 7h9M5 12h13M5 17h7' },
  keys: { group: 'engine', opensTo: ['admin'], sign: 'M8 11a4 4 0 1 0 0 8a4 4 0 0 0 0-8M11 12.5L19 4M16 7l3 3' },
} as const satisfies Readonly<Record<string, Page>>;

export type View = keyof typeof pages;

export const views = Object.keys(pages) as readonly View[];

export const pageOf = (view: View): Page => pages[view];

export interface Place {
  readonly view: View;
  /** The member that is open. */
  readonly memberId: string | null;
  /** What the view is asked to show, as in an address's query; left out where nothing is. */
  readonly query?: string;
}

/** Where an address leads: `#/members/100000000016`, `#/live`, `#/trail?who=till-7`. What leads nowhere leads home. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const [, name, id] = path.split('/');
  const view = views.find((one) => one === name) ?? 'home';
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
