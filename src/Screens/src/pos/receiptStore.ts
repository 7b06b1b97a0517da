import type { Receipt } from './receipt';

/** Where receipts are kept. What a promise has said is on the disk. */
export interface ReceiptStore {
  all(): Promise<readonly Receipt[]>;
  add(receipt: Receipt): Promise<void>;
  /** Changes one receipt, in one step also against other tabs; null removes it. Answers what is kept then. */
  change(number: string, how: (receipt: Receipt) => Receipt | null): Promise<Receipt | null>;
}

// The name that tills have had from the first version on: another one would leave unsent sales behind.
const store = 'slips';

/** The browser's own database: it outlives a reload, the browser and, unlike localStorage, a power cut right after the promise. */
export async function openReceiptStore(): Promise<ReceiptStore> {
  const database = await open();
  const writing = (): IDBTransaction => database.transaction(store, 'readwrite', { durability: 'strict' });
  return {
    async all() {
      return (await resultOf(database.transaction(store).objectStore(store).getAll())) as Receipt[];
    },
    async add(receipt) {
      const transaction = writing();
      transaction.objectStore(store).add(receipt);
      await completion(transaction);
    },
    async change(number, how) {
      const transaction = writing();
      const receipts = transaction.objectStore(store);
      const found = (await resultOf(receipts.get(number))) as Receipt | undefined;
      const changed = found === undefined ? null : how(found);
      if (changed !== null) receipts.put(changed);
      else if (found !== undefined) receipts.delete(number);
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
