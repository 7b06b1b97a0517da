import { type Command, Exact, purchaseCommand, reversalCommand } from '@loyalty/client';
import { spendReceipt } from '@loyalty/client/contracts';
import { call } from '../shared/engine';
import type { SendLine } from './outbox';
import type { RefundLine, SaleLine, Receipt } from './receipt';

/** Sends one line, once. */
export const sendLine: SendLine = (receipt, line) => call(commandFor(receipt, line), spendReceipt);

function commandFor(receipt: Receipt, line: SaleLine | RefundLine): Command {
  const amount = Exact.parse(line.amount);
  if (amount === null) throw new RangeError(`${line.id}: ${line.amount} is no amount.`);
  if (receipt.kind === 'refund' && 'transactionId' in line) {
    return reversalCommand(receipt.memberId, line.id, { transactionId: line.transactionId, amount, reason: receipt.reason });
  }
  if (!('type' in line)) throw new TypeError(`${line.id} is no line of a sale.`);
  const { type, currency } = line;
  const date = receipt.kind === 'sale' ? receipt.date : null;
  return purchaseCommand(receipt.memberId, line.id, { type, amount, currency, ...(date === null ? {} : { date }) });
}
