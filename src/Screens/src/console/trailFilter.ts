import { cleanMemberNumber } from '../shared/memberNumber';

/** What is looked for in the trail, by the names of the API; an empty one is not asked about. */
export interface TrailFilter {
  readonly memberId: string;
  readonly who: string;
  readonly action: string;
}

/** What the page shows of the trail: what a filter takes, from a record down, or from the newest. */
export interface TrailPlace extends TrailFilter {
  /** The sequence of the record that somebody wants to see, with its neighbours. */
  readonly record: number | null;
}

export const everything: TrailPlace = { memberId: '', who: '', action: '', record: null };

/** Newer records that stand above the one that somebody wants to see. */
const neighbours = 3;

/** Reads an address's query. What is no number of a record asks for none. */
export function trailPlaceOf(query: string): TrailPlace {
  const asked = new URLSearchParams(query);
  const textOf = (name: string): string => (asked.get(name) ?? '').trim();
  const record = /^[1-9]\d{0,14}$/.test(textOf('record')) ? Number(textOf('record')) : null;
  return { memberId: cleanMemberNumber(textOf('memberId')), who: textOf('who'), action: textOf('action'), record };
}

/** The query of an address that leads there; empty for everything. */
export const queryOf = ({ record, ...filter }: TrailPlace): string =>
  filterQuery({ ...filter, record: record === null ? '' : String(record) });

/** The filter alone, as the API takes it. */
export const apiQueryOf = ({ memberId, who, action }: TrailFilter, more: Readonly<Record<string, string>> = {}): string =>
  filterQuery({ memberId, who, action, ...more });

export const isEverything = ({ memberId, who, action }: TrailFilter): boolean => memberId === '' && who === '' && action === '';

/** The cursor of the first page, or null for the newest. */
export const firstCursor = ({ record }: TrailPlace): string | null => (record === null ? null : String(record + neighbours + 1));

const filterQuery = (values: Readonly<Record<string, string>>): string =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();
