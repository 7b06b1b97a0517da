import { type Decoder, ContractError, list, maybe, shape } from '@loyalty/client/decode';
import * as contracts from '@loyalty/client/contracts';
import type { Details } from './cardDetails';

const key = 'card';

const details: Decoder<Details> = shape({
  forecast: list(contracts.forecastEntry),
  transactions: list(contracts.transaction),
  why: contracts.explanation,
  pending: maybe(contracts.pendingCredits),
});

/** The card as it was last seen on this device. */
export interface LastKnown {
  readonly status: contracts.Status;
  readonly programme: contracts.Programme;
  /** Forecast, transactions, rule and what waits; null when they had not been read yet. */
  readonly details: Details | null;
  /** When it was true, as an instant. */
  readonly at: string;
}

/** Keeps one card, the last one: a phone is one person's. Without room, or where it is forbidden, nothing is kept. */
export function keepLastKnown(known: LastKnown, store: Storage = localStorage): void {
  try {
    store.setItem(key, JSON.stringify(known));
  } catch {
    // A card that cannot be kept is shown all the same.
  }
}

export function lastKnown(memberId: string, store: Storage = localStorage): LastKnown | null {
  try {
    const kept = JSON.parse(store.getItem(key) ?? 'null') as Partial<LastKnown> | null;
    if (kept === null || typeof kept.at !== 'string') return null;
    const known = {
      status: contracts.status(kept.status, key),
      programme: contracts.programme(kept.programme, key),
      details: maybe(details)(kept.details, key),
      at: kept.at,
    };
    return known.status.memberId === memberId ? known : null;
  } catch (fault) {
    if (fault instanceof ContractError || fault instanceof SyntaxError || fault instanceof DOMException) return null;
    throw fault;
  }
}

/** For a member who is no more. */
export function forgetLastKnown(store: Storage = localStorage): void {
  try {
    store.removeItem(key);
  } catch {
    // Where nothing can be kept nothing is to be forgotten.
  }
}
