import type { Slip } from './slip';

/** Where slips are kept. What a promise has said is on the disk. */
export interface SlipStore {
  all(): Promise<readonly Slip[]>;
  add(slip: Slip): Promise<void>;
  /** Changes one slip, in one step also against other tabs; null removes it. Answers what is kept then. */
  change(number: string, how: (slip: Slip) => Slip | null): Promise<Slip | null>;
}

const store = 'slips';

/** The browser's own database: it outlives a reload, the browser and, unlike localStorage, a power cut right after the promise. */
export async function openSlipStore(): Promise<SlipStore> {
  const database = await open();
  const writing = (): IDBTransaction => database.transaction(store, 'readwrite', { durability: 'strict' });
  return {
    async all() {
      return (await resultOf(database.transaction(store).objectStore(store).getAll())) as Slip[];
    },
    async add(slip) {
      const transaction = writing();
      transaction.objectStore(store).add(slip);
      await completion(transaction);
    },
    async change(number, how) {
      const transaction = writing();
      const slips = transaction.objectStore(store);
      const found = (await resultOf(slips.get(number))) as Slip | undefined;
      const changed = found === undefined ? null : how(found);
      if (changed !== null) slips.put(changed);
      else if (found !== undefined) slips.delete(number);
      await completion(transaction);
      return changed;
    },
  };
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('till', 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store, { keyPath: 'number' }));
  return resultOf(request);
}

const resultOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });

const completion = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
