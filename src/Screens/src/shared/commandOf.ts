import type { Change } from '@loyalty/client/contracts';

/** The name under which the caller sent what this change answers: its reversal's or its purchase's. */
export const commandOf = (change: Change): string | null =>
  change.kind === 'spendReversed' ? (change.transaction?.reversal?.reversalId ?? null) : (change.transaction?.transactionId ?? null);
