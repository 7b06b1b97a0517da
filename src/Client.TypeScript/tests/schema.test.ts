import { expect, it } from 'vitest';
import type * as contracts from '../src/contracts.js';
import type { components } from '../src/schema.js';

// What is read field by field is what the API document says is sent: where it were not, this file would not compile.

type Schemas = components['schemas'];

/** What a caller has of what is sent: a field that may be missing is null. */
type Received<T> = T extends readonly (infer I)[]
  ? readonly Received<I>[]
  : T extends object
    ? { readonly [K in keyof T]-?: undefined extends T[K] ? Received<Exclude<T[K], undefined>> | null : Received<T[K]> }
    : T;

/** True where all that is read is sent, with types that are read so. */
type Reads<Sent, Read> = Received<Sent> extends Read ? true : never;

const read: readonly [
  Reads<Schemas['StatusView'], contracts.Status>,
  Reads<Schemas['MemberView'], contracts.Member>,
  // A tier has one shape in the document, where a file may leave out what is always served.
  Reads<Omit<Schemas['ProgrammeView'], 'tiers'>, Omit<contracts.Programme, 'tiers'>>,
  Reads<Schemas['PurchaseReceipt'], contracts.SpendReceipt>,
  Reads<Schemas['TransactionView'], contracts.Transaction>,
  Reads<Schemas['QuoteView'], contracts.Quote>,
  Reads<Schemas['TierHistoryEntry'], contracts.HistoryEntry>,
  Reads<Schemas['ForecastEntry'], contracts.ForecastEntry>,
  Reads<Schemas['ExplanationView'], contracts.Explanation>,
  Reads<Schemas['PendingListView'], contracts.PendingCredits>,
  Reads<Schemas['DatedRates'], contracts.DatedRates>,
  Reads<Schemas['ConsentView'], contracts.Consent>,
  Reads<Schemas['ClockState'], contracts.ClockState>,
  Reads<Schemas['ClockView'], contracts.Clock>,
] = [true, true, true, true, true, true, true, true, true, true, true, true, true, true];

it('is held by the compiler', () => expect(read.every(Boolean)).toBe(true));
