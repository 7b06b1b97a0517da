import type { Change, Transaction } from '@loyalty/client/contracts';
import { texts } from '.';
import { amount, date, words } from '../format';
import { spendText } from './spendText';

/** What happened, in words that follow the member's name. */
export function changeText(change: Change): string {
  const { tierChange, transaction, status } = change;
  const from = tierChange?.from ?? status.tier.name;
  const to = tierChange?.to ?? status.tier.name;
  switch (change.kind) {
    case 'enrolled':
      return texts.changes.enrolled(status.tier.name);
    case 'spendRecorded':
      return transaction === null
        ? words(change.kind).toLowerCase()
        : texts.changes.spendRecorded(spendText(transaction.type), amount(transaction.amount, transaction.currency));
    case 'creditPending':
      return transaction === null
        ? words(change.kind).toLowerCase()
        : texts.changes.creditPending(spendText(transaction.type), amount(transaction.amount, transaction.currency));
    case 'creditReleased':
    case 'creditCancelled':
    case 'creditUpdated':
      return texts.changes[change.kind];
    case 'spendReversed':
      return transaction === null ? words(change.kind).toLowerCase() : texts.changes.spendReversed(takenBack(transaction));
    case 'tierUpgraded':
      return texts.changes.tierUpgraded(from, to);
    case 'tierAtRisk':
      return texts.changes.tierAtRisk(to, status.tier.reviewDate === null ? '' : date(status.tier.reviewDate));
    case 'tierRetained':
      return texts.changes.tierRetained(to);
    case 'tierDropped':
      return texts.changes.tierDropped(from, to);
    case 'tierCorrected':
      return from === to ? texts.changes.reviewCorrected(to) : texts.changes.tierCorrected(from, to);
    default:
      return words(change.kind).toLowerCase();
  }
}

const takenBack = (transaction: Transaction): string =>
  amount(transaction.reversal?.amount ?? transaction.reversedAmount, transaction.currency);
