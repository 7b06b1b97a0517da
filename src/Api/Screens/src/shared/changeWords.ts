import { amount, date, words } from './format';
import type { Change, Transaction } from './wire';

/** What happened, in words that follow the member's name. */
export function changeWords(change: Change): string {
  const { tierChange, transaction, status } = change;
  const from = tierChange?.from ?? status.tier.name;
  const to = tierChange?.to ?? status.tier.name;
  switch (change.kind) {
    case 'enrolled':
      return `joined as ${status.tier.name}`;
    case 'spendRecorded':
      return transaction === null ? 'bought something' : `bought ${thing(transaction)} for ${amount(transaction.amount, transaction.currency)}`;
    case 'spendReversed':
      return transaction === null ? 'had a purchase taken back' : `had ${takenBack(transaction)} taken back`;
    case 'tierUpgraded':
      return `rose from ${from} to ${to}`;
    case 'tierAtRisk':
      return status.tier.reviewDate === null ? `may lose ${to}` : `may lose ${to} on ${date(status.tier.reviewDate)}`;
    case 'tierRetained':
      return `keeps ${to}`;
    case 'tierDropped':
      return `fell from ${from} to ${to}`;
    case 'tierCorrected':
      return from === to ? `had the review of ${to} corrected` : `was corrected from ${from} to ${to}`;
    default:
      return words(change.kind).toLowerCase();
  }
}

/** The name under which the caller sent what this change answers: its reversal's or its purchase's. */
export const commandOf = (change: Change): string | null =>
  change.kind === 'spendReversed' ? (change.transaction?.reversal?.reversalId ?? null) : (change.transaction?.transactionId ?? null);

function thing(transaction: Transaction): string {
  if (transaction.type === 'flight') return 'a flight';
  if (transaction.type === 'ancillary') return 'an extra';
  if (transaction.type === 'partner') return 'from a partner';
  return words(transaction.type).toLowerCase();
}

const takenBack = (transaction: Transaction): string =>
  amount(transaction.reversal?.amount ?? transaction.reversedAmount, transaction.currency);
