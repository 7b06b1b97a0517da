/** Reads an unknown value as T, or throws a {@link ContractError} that names the place. */
export type Decoder<T> = (value: unknown, path: string) => T;

export type Decoded<D> = D extends Decoder<infer T> ? T : never;

/** The server's answer is not what the contract says. Caught where the answer came in, so that it never breaks a page. */
export class ContractError extends Error {
  constructor(path: string, wanted: string) {
    super(`${path} is not ${wanted}`);
    this.name = 'ContractError';
  }
}

export const text: Decoder<string> = (value, path) => {
  if (typeof value !== 'string') throw new ContractError(path, 'a text');
  return value;
};

export const number: Decoder<number> = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ContractError(path, 'a number');
  return value;
};

export const flag: Decoder<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new ContractError(path, 'true or false');
  return value;
};

/** The value, or null where the field is null or missing. */
export const maybe =
  <T>(inner: Decoder<T>): Decoder<T | null> =>
  (value, path) =>
    value === null || value === undefined ? null : inner(value, path);

export const list =
  <T>(inner: Decoder<T>): Decoder<readonly T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new ContractError(path, 'a list');
    return value.map((item: unknown, index) => inner(item, `${path}[${index}]`));
  };

/** Values by names that the contract leaves open, such as currencies. */
export const record =
  <T>(inner: Decoder<T>): Decoder<Readonly<Record<string, T>>> =>
  (value, path) => {
    if (!isRecord(value)) throw new ContractError(path, 'an object');
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one, `${path}.${name}`)]));
  };

/** The named fields; others are let pass, because the contract may grow. */
export const shape =
  <F extends Record<string, Decoder<unknown>>>(fields: F): Decoder<{ readonly [K in keyof F]: Decoded<F[K]> }> =>
  (value, path) => {
    if (!isRecord(value)) throw new ContractError(path, 'an object');
    const entries = Object.entries(fields).map(([name, inner]) => [name, inner(value[name], `${path}.${name}`)]);
    return Object.fromEntries(entries) as { readonly [K in keyof F]: Decoded<F[K]> };
  };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
