import { doubleClickMs } from '../shared/attempts';
import { byId, setText } from '../shared/dom';
import { amount } from '../shared/format';
import { type Basket, saleOf } from './basket';
import type { LineForm } from './lineForm';
import type { MemberLookup } from './memberLookup';
import { type Outbox, mostUnsettled } from './outbox';
import type { Receipt } from './receipt';
import { texts } from './texts';

/** Charges the basket: makes it a receipt, keeps it, and lets the outbox send it. */
export class Checkout {
  private readonly button = byId('charge', HTMLButtonElement);
  private readonly note = byId('charge-note', HTMLElement);
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly member: MemberLookup,
    private readonly basket: Basket,
    private readonly lineForm: LineForm,
    private readonly outbox: Outbox | null,
    private readonly host: { readonly isRefused: () => boolean; readonly today: () => string | null; readonly now: () => number; readonly charged: (receipt: Receipt) => void },
  ) {
    this.button.addEventListener('click', () => void this.charge());
    basket.changed.on(() => this.draw());
    if (outbox === null) this.setNote(texts.notKept);
  }

  /** A double click, an impatient F9 and a bouncing key are one decision; what has been rung up since is another. */
  async charge(): Promise<void> {
    const now = performance.now();
    const isNothingNew = this.basket.lines.length === 0 && !this.lineForm.isPending;
    if (isNothingNew && now - this.lastAt < doubleClickMs) return;
    this.setNote('');
    // What is typed and in no basket yet has not been quoted: it is shown before it is charged.
    if (this.lineForm.isPending) {
      if (this.lineForm.add()) this.setNote(texts.chargeAdded, 'plain');
      return;
    }
    const { memberId } = this.member;
    if (memberId === null) return this.refuse(texts.chargeNoMember, () => this.member.focus());
    if (this.basket.lines.length === 0) return this.refuse(texts.basketEmpty, () => this.lineForm.focus());
    if (this.host.isRefused()) return this.setNote(texts.chargeRefused);
    this.lastAt = now;
    await this.keep(memberId);
  }

  /** Keeps a receipt of any kind and has it sent. Answers why it cannot, or null. */
  async keepReceipt(receipt: Receipt): Promise<string | null> {
    if (this.outbox === null) return texts.notKept;
    try {
      if (!(await this.outbox.add(receipt))) return texts.full(mostUnsettled);
    } catch (fault) {
      console.warn('The receipt is not kept:', fault);
      return texts.notKept;
    }
    this.host.charged(receipt);
    return null;
  }

  private async keep(memberId: string): Promise<void> {
    const { lines } = this.basket;
    this.basket.clear();
    const fault = await this.keepReceipt(saleOf(memberId, lines, this.host.today(), this.host.now()));
    if (fault !== null) {
      for (const line of lines) this.basket.add(line);
      return this.setNote(fault);
    }
    // On a small screen the outcome is below the button and the number far above it.
    if (matchMedia('(width >= 820px)').matches) this.member.focus();
    else byId('outcome', HTMLElement).scrollIntoView({ block: 'nearest' });
  }

  private draw(): void {
    const totals = [...this.basket.totals()].map(([currency, sum]) => amount(sum, currency));
    setText(byId('charge-words', HTMLElement), totals.length === 0 ? texts.charge : texts.chargeAmount(totals.join(' + ')));
    this.setNote('');
  }

  private refuse(words: string, lead: () => void): void {
    this.setNote(words);
    lead();
  }

  private setNote(words: string, tone: 'bad' | 'plain' = 'bad'): void {
    this.note.dataset['tone'] = tone;
    setText(this.note, words);
  }
}
