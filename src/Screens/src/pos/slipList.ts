import { byId, el } from '../shared/dom';
import { Exact } from '../shared/exact';
import { amount, instant, memberNumber } from '../shared/format';
import { rows } from '../shared/rows';
import { problemWord } from '../shared/words/problemWords';
import { spendWord } from '../shared/words/spendWords';
import { gainOf, gainWords } from './outcome';
import { type LineState, type RefundLine, type Sale, type SaleLine, type Slip, has, isSettled } from './slip';
import { texts } from './texts';

/** Settled slips that the list shows; what waits or is refused is always there. */
const mostShown = 30;

export interface SlipActions {
  readonly sendAgain: (slip: Slip) => void;
  readonly giveUp: (slip: Slip) => void;
  readonly ringUpAnew: (sale: Sale) => void;
  readonly refund: (sale: Sale) => void;
}

const stateWords: Readonly<Record<LineState['kind'], string>> = {
  waiting: texts.stateWaiting,
  done: texts.stateDone,
  refused: texts.stateRefused,
  dropped: texts.stateDropped,
};

/** The slips of this till, newest first: those that need somebody on top, then those that wait. */
export class SlipList {
  private readonly place = byId('slips', HTMLElement);

  constructor(private readonly actions: SlipActions) {}

  draw(slips: readonly Slip[]): void {
    const focused = document.activeElement?.id;
    const open = [...slips.filter((one) => has(one, 'refused')), ...slips.filter((one) => has(one, 'waiting') && !has(one, 'refused'))];
    const shown = [...open, ...slips.filter(isSettled).slice(0, mostShown)];
    this.place.replaceChildren(rows(shown.map((slip) => this.slipRow(slip)), texts.receiptsEmpty));
    if (focused !== undefined && focused !== '') document.getElementById(focused)?.focus();
  }

  private slipRow(slip: Slip): HTMLLIElement {
    const gain = gainOf(slip);
    const lines: readonly (SaleLine | RefundLine)[] = slip.lines;
    return el(
      'li',
      { class: 'slip', 'data-number': slip.number, 'data-kind': slip.kind },
      el(
        'div',
        { class: 'slip-head' },
        el('strong', {}, `${slip.kind === 'sale' ? texts.sale : texts.refundSlip} ${slip.number}`),
        el('small', {}, `${memberNumber(slip.memberId)} · ${instant(new Date(slip.at).toISOString())}`),
      ),
      el('ol', { class: 'slip-lines' }, ...lines.map((line) => lineItem(slip, line))),
      gain === null ? null : el('p', { class: 'slip-gain' }, gainWords(gain)),
      el('div', { class: 'slip-actions' }, ...this.buttons(slip)),
    );
  }

  private buttons(slip: Slip): HTMLElement[] {
    const button = (key: string, words: string, act: () => void): HTMLElement => {
      const made = el('button', { type: 'button', class: 'quiet small', id: `${key}-${slip.number}`, 'aria-label': texts.aboutReceipt(words, slip.number) }, words);
      made.addEventListener('click', act);
      return made;
    };
    const refused = has(slip, 'refused');
    return [
      ...(refused ? [button('again', texts.sendAgain, () => this.actions.sendAgain(slip))] : []),
      ...(refused && slip.kind === 'sale' ? [button('anew', texts.ringUpAnew, () => this.actions.ringUpAnew(slip))] : []),
      ...(refused ? [button('drop', texts.giveUp, () => this.actions.giveUp(slip))] : []),
      ...(slip.kind === 'sale' && has(slip, 'done') ? [button('refund', texts.refundThis, () => this.actions.refund(slip))] : []),
    ];
  }
}

function lineItem(slip: Slip, line: SaleLine | RefundLine): HTMLLIElement {
  const { state } = line;
  const what = 'type' in line ? spendWord(line.type) : line.transactionId;
  const exact = Exact.parse(line.amount);
  const sum = `${slip.kind === 'refund' ? '−' : ''}${exact === null ? line.amount : amount(exact, line.currency)}`;
  return el(
    'li',
    { 'data-state': state.kind },
    el('span', { class: 'slip-what' }, what),
    el('span', { class: 'slip-sum' }, sum),
    el('span', { class: 'slip-state' }, stateWords[state.kind]),
    state.kind === 'refused' ? el('small', { class: 'slip-why' }, problemWord({ status: 422, errors: {}, retryAfter: null, ...state })) : null,
  );
}
