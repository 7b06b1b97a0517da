import { purchaseCommand, reversalCommand } from '../shared/api';
import { Exact } from '../shared/exact';
import { type Command, call } from '../shared/http';
import { receipt } from '../shared/wire';
import type { SendLine } from './outbox';
import type { RefundLine, SaleLine, Slip } from './slip';

/** Sends one line, once. */
export const sendLine: SendLine = (slip, line) => call(commandFor(slip, line), receipt);

function commandFor(slip: Slip, line: SaleLine | RefundLine): Command {
  const amount = Exact.parse(line.amount);
  if (amount === null) throw new RangeError(`${line.id}: ${line.amount} is no amount.`);
  if (slip.kind === 'refund' && 'transactionId' in line) {
    return reversalCommand(slip.memberId, line.id, { transactionId: line.transactionId, amount, reason: slip.reason });
  }
  if (!('type' in line)) throw new TypeError(`${line.id} is no line of a sale.`);
  const { type, currency } = line;
  const date = slip.kind === 'sale' ? slip.date : null;
  return purchaseCommand(slip.memberId, line.id, { type, amount, currency, ...(date === null ? {} : { date }) });
}
