import { el, setNote, setText } from '../../shared/dom';
import { amount, date } from '../../shared/format';
import { locale } from '../../shared/i18n';
import { type Lot, lotWorth } from '../../shared/rewards';
import { problemText } from '../../shared/texts/problemText';
import { getLot, revoke } from './rewardsApi';
import { texts } from './texts';

const parts = ['available', 'held', 'used', 'expired', 'revoked'] as const;

/** One lot: where all of it is now, and what takes back what is available. */
export class LotPanel {
  readonly element: HTMLElement;
  private readonly title = el('h2', { id: 'lot-title', tabindex: '-1' });
  private readonly facts = el('p', { class: 'quiet-line' });
  private readonly bar = el('div', { class: 'lot-bar', 'aria-hidden': 'true' });
  private readonly sums = el('dl', { id: 'lot-sums', class: 'numbers' });
  private readonly note = el('p', { id: 'lot-note', class: 'note', role: 'status' });
  private readonly reason = el('input', { id: 'lot-reason', maxlength: '200', autocomplete: 'off', 'aria-describedby': 'lot-note' });
  private readonly form = el(
    'form',
    { id: 'lot', class: 'one-line', novalidate: '' },
    el('div', { class: 'field' }, el('label', { for: 'lot-reason' }, texts.reason), this.reason),
    el('button', { type: 'submit', class: 'quiet danger' }, texts.revoke),
  );
  private shown: Lot | null = null;

  /** @param onChanged It is otherwise than it was. */
  constructor(private readonly onChanged: () => void) {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.revoke();
    });
    this.element = el('section', { class: 'panel', 'aria-labelledby': 'lot-title' }, this.title, this.facts, this.bar, this.sums, this.form, this.note);
    this.element.hidden = true;
  }

  show(lot: Lot): void {
    setNote(this.note, '');
    this.reason.value = '';
    this.draw(lot);
    this.title.focus();
    this.element.scrollIntoView({ block: 'nearest' });
  }

  /** Reads the one that is shown anew. */
  async again(): Promise<void> {
    if (this.shown === null) return;
    const answer = await getLot(this.shown.lotId);
    if (answer.ok) this.draw(answer.value);
  }

  private draw(lot: Lot): void {
    this.shown = lot;
    this.element.hidden = false;
    setText(this.title, `${texts.kinds[lot.kind] ?? lot.kind}, ${lotWorth(lot)}`);
    setText(this.facts, `${texts.validFrom(date(lot.from), date(lot.to))} · ${lot.lotId}`);
    const numberOf = (value: number): string => (lot.kind === 'voucher' && lot.currency !== null ? amount(value, lot.currency) : value.toLocaleString(locale.tag));
    this.sums.replaceChildren(
      ...(['issued', ...parts] as const).map((part) => el('div', { 'data-part': part }, el('dt', {}, texts[part]), el('dd', {}, numberOf(lot[part])))),
    );
    this.bar.replaceChildren(
      ...parts.filter((part) => lot[part] > 0).map((part) => {
        const made = el('span', { 'data-part': part });
        made.style.flexGrow = String(lot[part] / lot.issued);
        return made;
      }),
    );
    this.form.hidden = lot.available === 0;
  }

  private async revoke(): Promise<void> {
    if (this.shown === null) return;
    const reason = this.reason.value.trim();
    if (reason === '') {
      this.reason.focus();
      return setNote(this.note, texts.needReason, 'bad');
    }
    const answer = await revoke(this.shown.lotId, reason);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    this.draw(answer.value);
    setNote(this.note, texts.isRevoked, 'good');
    this.onChanged();
  }
}
