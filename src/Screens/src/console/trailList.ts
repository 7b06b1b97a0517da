import type { TrailPage, TrailRecord } from './trailApi';

/** What has come to the trail since a list of it was read. */
export interface News {
  /** Newest first. */
  readonly records: readonly TrailRecord[];
  /** Whether the list lacks none between these and its own first one. */
  readonly joins: boolean;
}

/** What a page that begins at the newest record has beyond a list that did so earlier. */
export function newsOf(list: readonly TrailRecord[], { items, next }: TrailPage): News {
  const newest = list[0]?.sequence ?? 0;
  const records = items.filter(({ sequence }) => sequence > newest);
  return { records, joins: next === null || records.length < items.length };
}

/** A record's detail as names and values, in the order it has them; one that is no object stands alone. */
export function detailPairs(detail: unknown): readonly (readonly [string, string])[] {
  if (detail === null || detail === undefined) return [];
  if (typeof detail !== 'object' || Array.isArray(detail)) return [['', valueText(detail)]];
  return Object.entries(detail).map(([name, value]) => [name, valueText(value)]);
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.length === 0 ? '–' : value.join(', ');
  return JSON.stringify(value);
}
