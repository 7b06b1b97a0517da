export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

/** Where a value stands: names of fields and places in lists. */
export type Path = readonly (string | number)[];

/** What the engine tells of a version beside what it says. */
const told: ReadonlySet<string> = new Set(['version', 'effectiveFrom', 'hash']);

/** A programme of the API as it stands in `programme.json`. */
export const writtenOf = (answer: JsonObject): JsonObject =>
  withoutNulls(Object.fromEntries(Object.entries(answer).filter(([name]) => !told.has(name)))) as JsonObject;

/** The same without the fields that are not there. */
function withoutNulls(value: Json): Json {
  if (isList(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}

/** One field that is not the same. */
export interface Difference {
  /** As `tiers.gold.threshold`; tiers, rules and groups by their names. */
  readonly path: string;
  /** Undefined where it was not there. */
  readonly from: Json | undefined;
  /** Undefined where it is not there any more. */
  readonly to: Json | undefined;
}

/** What a programme has otherwise than another, field by field. */
export function differencesOf(before: Json | undefined, after: Json | undefined, path = ''): readonly Difference[] {
  if (isObject(before) && isObject(after)) return ofFields(before, after, path);
  if (isList(before) && isList(after)) {
    const [from, to] = [named(before), named(after)];
    // Where all have a name, one that is put in between leaves the others the same.
    if (from !== null && to !== null) return ofFields(from, to, path);
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
  } else if (before === after) {
    return [];
  }
  return [{ path, from: before, to: after }];
}

const ofFields = (before: JsonObject, after: JsonObject, path: string): readonly Difference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    differencesOf(before[name], after[name], path === '' ? name : `${path}.${name}`),
  );

/** The items of a list by their code or id; null where not all have one, or two have the same. */
function named(items: readonly Json[]): JsonObject | null {
  const byName: Record<string, Json> = {};
  for (const item of items) {
    const name = isObject(item) ? (item['code'] ?? item['id']) : null;
    if (typeof name !== 'string' || Object.hasOwn(byName, name)) return null;
    byName[name] = item;
  }
  return byName;
}

/** The value at a place, or undefined. */
export function at(value: Json | undefined, path: Path): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') return isList(value) ? at(value[step], rest) : undefined;
  return isObject(value) ? at(value[step], rest) : undefined;
}

/** The same with another value at a place; with undefined it is not there any more. Objects on the way are made where there are none. */
export function put(value: Json | undefined, path: Path, to: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return to ?? null;
  const isGone = rest.length === 0 && to === undefined;
  if (typeof step === 'number') {
    const items = isList(value) ? value : [];
    return isGone ? items.toSpliced(step, 1) : items.toSpliced(step, 1, put(items[step], rest, to));
  }
  const fields = isObject(value) ? value : {};
  if (isGone) return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== step));
  return { ...fields, [step]: put(fields[step], rest, to) };
}

/** A place as the engine names it: `tiers[2].threshold`. */
export const nameOf = (path: Path): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
