import { Exact } from '@loyalty/client';
import { byId, el } from '../shared/dom';
import { amount, instant, memberNumber } from '../shared/format';
import { rows } from '../shared/rows';
import { problemText } from '../shared/texts/problemText';
import { spendText } from '../shared/texts/spendText';
import { gainOf, gainWords } from './outcome';
import { type LineState, type RefundLine, type Sale, type SaleLine, type Receipt, has, isSettled } from './receipt';
import { texts } from './texts';

/** Settled receipts that the list shows; what waits or is refused is always there. */
const mostShown = 30;

export interface ReceiptActions {
  readonly sendAgain: (receipt: Receipt) => void;
  readonly giveUp: (receipt: Receipt) => void;
  readonly ringUpAnew: (sale: Sale) => void;
  readonly refund: (sale: Sale) => void;
}

const stateWords: Readonly<Record<LineState['kind'], string>> = {
  waiting: texts.stateWaiting,
  done: texts.stateDone,
  refused: texts.stateRefused,
  dropped: texts.stateDropped,
};

/** The receipts of this till, newest first: those that need somebody on top, then those that wait. */
export class ReceiptList {
  private readonly place = byId('receipts', HTMLElement);

  constructor(private readonly actions: ReceiptActions) {}

  draw(receipts: readonly Receipt[]): void {
    const focused = document.activeElement?.id;
    const open = [...receipts.filter((one) => has(one, 'refused')), ...receipts.filter((one) => has(one, 'waiting') && !has(one, 'refused'))];
    const shown = [...open, ...receipts.filter(isSettled).slice(0, mostShown)];
    this.place.replaceChildren(rows(shown.map((receipt) => this.receiptRow(receipt)), texts.receiptsEmpty));
    if (focused !== undefined && focused !== '') document.getElementById(focused)?.focus();
  }

  private receiptRow(receipt: Receipt): HTMLLIElement {
    const gain = gainOf(receipt);
    const lines: readonly (SaleLine | RefundLine)[] = receipt.lines;
    return el(
      'li',
      { class: 'receipt', 'data-number': receipt.number, 'data-kind': receipt.kind },
      el(
        'div',
        { class: 'receipt-head' },
        el('strong', {}, `${receipt.kind === 'sale' ? texts.sale : texts.refundReceipt} ${receipt.number}`),
        el('small', {}, `${memberNumber(receipt.memberId)} · ${instant(new Date(receipt.at).toISOString())}`),
      ),
      el('ol', { class: 'receipt-lines' }, ...lines.map((line) => lineItem(receipt, line))),
      gain === null ? null : el('p', { class: 'receipt-gain' }, gainWords(gain)),
      el('div', { class: 'receipt-actions' }, ...this.buttons(receipt)),
    );
  }

  private buttons(receipt: Receipt): HTMLElement[] {
    const button = (key: string, words: string, act: () => void): HTMLElement => {
      const made = el('button', { type: 'button', class: 'quiet small', id: `${key}-${receipt.number}`, 'aria-label': texts.aboutReceipt(words, receipt.number) }, words);
      made.addEventListener('click', act);
      return made;
    };
    const refused = has(receipt, 'refused');
    return [
      ...(refused ? [button('again', texts.sendAgain, () => this.actions.sendAgain(receipt))] : []),
      ...(refused && receipt.kind === 'sale' ? [button('anew', texts.ringUpAnew, () => this.actions.ringUpAnew(receipt))] : []),
      ...(refused ? [button('drop', texts.giveUp, () => this.actions.giveUp(receipt))] : []),
      ...(receipt.kind === 'sale' && has(receipt, 'done') ? [button('refund', texts.refundThis, () => this.actions.refund(receipt))] : []),
    ];
  }
}

function lineItem(receipt: Receipt, line: SaleLine | RefundLine): HTMLLIElement {
  const { state } = line;
  const what = 'type' in line ? spendText(line.type) : line.transactionId;
  const exact = Exact.parse(line.amount);
  const sum = `${receipt.kind === 'refund' ? '−' : ''}${exact === null ? line.amount : amount(exact, line.currency)}`;
  return el(
    'li',
    { 'data-state': state.kind },
    el('span', { class: 'receipt-what' }, what),
    el('span', { class: 'receipt-sum' }, sum),
    el('span', { class: 'receipt-state' }, stateWords[state.kind]),
    state.kind === 'refused' ? el('small', { class: 'receipt-why' }, problemText({ status: 422, errors: {}, retryAfter: null, ...state })) : null,
  );
}
