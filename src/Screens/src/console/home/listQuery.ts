/** The lists of members, as the API names them. */
export const lists = ['all', 'enrolled', 'risen', 'dropped', 'atRisk', 'nearNextTier'] as const;
export type ListName = (typeof lists)[number];

/** What a list can be sorted by; behind a minus it runs down. */
export const sorts = ['-date', 'date', '-spend', 'spend', 'missing', '-missing'] as const;
export type Sort = (typeof sorts)[number];

/** Days back that are offered, today among them. */
export const spans = [1, 7, 30, 90, 365] as const;

export interface ListQuery {
  readonly list: ListName;
  readonly days: number;
  /** Code of a tier; empty for all. */
  readonly tier: string;
  readonly sort: Sort;
}

/** The lists that look back some days. */
export const looksBack = (list: ListName): boolean => list === 'enrolled' || list === 'risen' || list === 'dropped';

/** How a list runs unless somebody says otherwise: what is next, or newest, comes first. */
export const sortOf = (list: ListName): Sort => (list === 'nearNextTier' ? 'missing' : list === 'atRisk' ? 'date' : '-date');

/** What an address asks for; null where it asks for no list. What cannot be is left out. */
export function readQuery(query: string | undefined): ListQuery | null {
  const asked = new URLSearchParams(query ?? '');
  const list = lists.find((one) => one === asked.get('list'));
  if (list === undefined) return null;
  return {
    list,
    days: spans.find((one) => String(one) === asked.get('days')) ?? 30,
    tier: asked.get('tier') ?? '',
    sort: sorts.find((one) => one === asked.get('sort')) ?? sortOf(list),
  };
}

/** The same as an address has it, and the API: only what differs from what is taken anyway. */
export function writeQuery({ list, days, tier, sort }: ListQuery): string {
  const said = new URLSearchParams({ list });
  if (looksBack(list)) said.set('days', String(days));
  if (tier !== '') said.set('tier', tier);
  if (sort !== sortOf(list)) said.set('sort', sort);
  return said.toString();
}
