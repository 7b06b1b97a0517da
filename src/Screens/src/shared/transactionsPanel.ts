import type { Status, Transaction } from '@loyalty/client/contracts';
import { el } from './dom';
import { amount, date } from './format';
import { row, rows } from './rows';
import { texts } from './texts';
import { earningText, holdText } from './texts/earningText';
import { spendText } from './texts/spendText';

/** Leads to where a purchase is taken back; a page that only shows gives none. */
type TakeBack = (transactionId: string) => void;

/** A purchase of which something is left. */
export const isReversible = (one: Transaction): boolean => one.kind !== 'reversal' && one.reversedAmount < one.amount;

/** The last purchases and reversals. */
export const transactionsPanel = (
  transactions: readonly Transaction[],
  { asOf, spend: { currency } }: Status,
  onTakeBack: TakeBack | null,
): HTMLElement =>
  rows(
    transactions.map((one) => (one.kind === 'reversal' ? reversalRow(one, currency) : purchaseRow(one, asOf, currency, onTakeBack))),
    texts.lists.noPurchases,
  );

function purchaseRow(one: Transaction, asOf: string, currency: string, onTakeBack: TakeBack | null): HTMLLIElement {
  const counts = standing(one, asOf);
  const back = one.reversedAmount > 0 ? `, ${texts.lists.takenBackPart(amount(one.reversedAmount, one.currency))}` : '';
  const shown = {
    title: `${spendText(one.type)}, ${date(one.date)}`,
    detail: `${counts}${back}`,
    value: amount(one.amount, one.currency),
    more: one.earning === null ? [] : earningText(one.earning, one.currency, currency, false),
    // Most purchases count as they are.
    ...(one.countedAmount === one.amount && one.currency === currency ? {} : { valueDetail: texts.lists.countedAmount(amount(one.countedAmount, currency)) }),
  };
  if (!isReversible(one)) return row({ ...shown, tone: 'muted' });
  return onTakeBack === null ? row(shown) : row({ ...shown, action: takeBackButton(one, onTakeBack) });
}

/** Until when it counts, or why it does not yet. */
function standing(one: Transaction, asOf: string): string {
  if (one.state === 'cancelled') return texts.earning.lost;
  const hold = one.earning?.hold ?? null;
  if (one.state === 'pending' && hold !== null) return holdText(hold);
  return (one.lastDayCounted < asOf ? texts.lists.counted : texts.lists.counts)(date(one.lastDayCounted));
}

function takeBackButton(one: Transaction, onTakeBack: TakeBack): HTMLButtonElement {
  const name = `${texts.lists.takeBack}: ${spendText(one.type)}, ${amount(one.amount, one.currency)}`;
  const button = el('button', { type: 'button', class: 'quiet small', 'aria-label': name }, texts.lists.takeBack);
  button.addEventListener('click', () => onTakeBack(one.transactionId));
  return button;
}

const reversalRow = (one: Transaction, currency: string): HTMLLIElement =>
  row({
    title: texts.lists.takenBack,
    detail: one.reversal?.reason ?? spendText(one.type),
    value: `−${amount(one.reversal?.amount ?? one.amount, one.currency)}`,
    ...(one.reversal === null ? {} : { valueDetail: texts.lists.countedAmount(`−${amount(one.reversal.countedAmount, currency)}`) }),
    tone: 'bad',
  });
