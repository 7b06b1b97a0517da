// Crockford's digits: none that reads or sounds like another.
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 4;
const groupLength = 4;

/**
 * A number for a receipt: 80 random bits, so that tills need no registry to keep theirs apart, in groups that a person can read
 * out: "7KQ2-M4XD-9R3P-W8TN".
 */
export function newReceiptNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(groups * groupLength));
  const written = Array.from(bytes, (byte) => digits[byte % digits.length]).join('');
  return (written.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-');
}

/** The command id of a line of a receipt, counted from 1: the transaction id of a purchase, the reversal id of a refund. */
export const lineId = (receiptNumber: string, line: number): string => `${receiptNumber}.${line}`;

/** The receipt that a transaction id of a till belongs to; any other transaction id stands for itself. */
export const receiptNumberOf = (transactionId: string): string =>
  /^([0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3})\.\d{1,3}$/.exec(transactionId)?.[1] ?? transactionId;
