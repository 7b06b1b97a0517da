import { newId } from '@loyalty/client';
import { el, setNote } from '../../shared/dom';
import { date } from '../../shared/format';
import { problemText } from '../../shared/texts/problemText';
import { offerDay } from './fields';
import { type Draft, activate } from './programmeApi';
import { texts } from './texts';

/** Lets the draft take effect on a day, with a reason. */
export class ActivationPanel {
  readonly element: HTMLElement;
  private readonly day = el('input', { id: 'activation-day', type: 'date', 'aria-describedby': 'activation-note' });
  private readonly reason = el('input', { id: 'activation-reason', maxlength: '200', autocomplete: 'off', 'aria-describedby': 'activation-note' });
  private readonly button = el('button', { type: 'button', id: 'activate', class: 'wide' }, texts.activateNow);
  private readonly note = el('p', { id: 'activation-note', class: 'note', role: 'status' });
  /** Kept for as long as its outcome is unknown: sent again it takes effect once. */
  private activationId = newId();

  /**
   * @param checked Gives the draft once the engine has taken it; null where it has not.
   * @param rehearsalOf The rehearsal of a draft that is done.
   * @param onActivated There is one version more.
   */
  constructor(
    private readonly checked: () => Promise<Draft | null>,
    private readonly rehearsalOf: (draftId: string) => string | null,
    private readonly onActivated: () => void,
  ) {
    this.button.addEventListener('click', () => void this.activate());
    this.element = el(
      'section',
      { class: 'panel', 'aria-labelledby': 'activation-title' },
      el('h2', { id: 'activation-title' }, texts.activation),
      el('p', { class: 'quiet-line' }, texts.activationHint),
      el('div', { class: 'field' }, el('label', { for: 'activation-day' }, texts.firstDay), this.day),
      el('div', { class: 'field' }, el('label', { for: 'activation-reason' }, texts.reason), this.reason),
      this.button,
      this.note,
    );
  }

  /** Offers a day where none is chosen. */
  offer(isoDate: string): void {
    offerDay(this.day, isoDate);
  }

  private async activate(): Promise<void> {
    if (this.element.getAttribute('aria-busy') === 'true') return;
    const [effectiveFrom, reason] = [this.day.value, this.reason.value.trim()];
    if (effectiveFrom === '') return this.refuse(this.day, texts.needDay);
    if (reason === '') return this.refuse(this.reason, texts.needReason);
    for (const field of [this.day, this.reason]) field.removeAttribute('aria-invalid');
    this.element.setAttribute('aria-busy', 'true');
    const draft = await this.checked();
    if (draft !== null) await this.send(draft, effectiveFrom, reason);
    this.element.setAttribute('aria-busy', 'false');
  }

  private async send(draft: Draft, effectiveFrom: string, reason: string): Promise<void> {
    const rehearsalId = this.rehearsalOf(draft.draftId);
    const answer = await activate({ activationId: this.activationId, draftId: draft.draftId, effectiveFrom, reason, ...(rehearsalId === null ? {} : { rehearsalId }) });
    if (!answer.ok) {
      // What was refused is another activation next time.
      if (answer.problem.status >= 400 && answer.problem.status < 500) this.activationId = newId();
      return setNote(this.note, problemText(answer.problem), 'bad');
    }
    this.activationId = newId();
    this.reason.value = '';
    setNote(this.note, texts.activated(String(answer.value.version), date(answer.value.effectiveFrom ?? effectiveFrom)), 'good');
    this.onActivated();
  }

  private refuse(field: HTMLInputElement, why: string): void {
    field.setAttribute('aria-invalid', 'true');
    field.focus();
    setNote(this.note, why, 'bad');
  }
}
