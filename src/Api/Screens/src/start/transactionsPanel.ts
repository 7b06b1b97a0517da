import { el } from '../shared/dom';
import { amount, date, words } from '../shared/format';
import type { Status, Transaction } from '../shared/wire';
import { row, rows } from '../shared/rows';
import { isReversible } from './takeBackForm';

/** The last purchases and reversals. */
export function transactionsPanel(
  transactions: readonly Transaction[],
  { asOf, spend: { currency } }: Status,
  onTakeBack: (transactionId: string) => void,
): HTMLElement {
  return rows(
    transactions.map((one) => (one.kind === 'reversal' ? reversalRow(one, currency) : purchaseRow(one, asOf, currency, onTakeBack))),
    'No purchases yet.',
  );
}

function purchaseRow(one: Transaction, asOf: string, currency: string, onTakeBack: (transactionId: string) => void): HTMLLIElement {
  const counts = one.lastDayCounted < asOf ? 'counted' : 'counts';
  const back = one.reversedAmount > 0 ? `, ${amount(one.reversedAmount, one.currency)} taken back` : '';
  const shown = { title: `${words(one.type)}, ${date(one.date)}`, detail: `${counts} until ${date(one.lastDayCounted)}${back}` };
  const value = { value: amount(one.amount, one.currency), valueDetail: `counted ${amount(one.countedAmount, currency)}` };
  if (!isReversible(one)) return row({ ...shown, ...value, tone: 'muted' });
  const action = el(
    'button',
    { type: 'button', class: 'quiet small', 'aria-label': `Take back ${words(one.type)}, ${amount(one.amount, one.currency)}` },
    'Take back',
  );
  action.addEventListener('click', () => onTakeBack(one.transactionId));
  return row({ ...shown, ...value, action });
}

const reversalRow = (one: Transaction, currency: string): HTMLLIElement =>
  row({
    title: 'Taken back',
    detail: one.reversal?.reason ?? words(one.type),
    value: `−${amount(one.reversal?.amount ?? one.amount, one.currency)}`,
    ...(one.reversal === null ? {} : { valueDetail: `counted −${amount(one.reversal.countedAmount, currency)}` }),
    tone: 'bad',
  });
