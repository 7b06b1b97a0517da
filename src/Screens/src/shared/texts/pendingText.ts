import type { Status } from '@loyalty/client/contracts';
import { texts } from '.';
import { amount, date } from '../format';

/** How much waits, and until when the next of it does; empty where nothing waits. */
export function pendingText({ pending, spend: { currency } }: Status): string {
  if (pending === null || pending.items === 0) return '';
  const howMuch = amount(pending.amount, currency);
  return pending.next === null ? texts.pending.waits(howMuch) : texts.pending.waitsUntil(howMuch, date(pending.next));
}
