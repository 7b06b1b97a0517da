import { Signal } from '@loyalty/client';
import type { MemberNumber } from '@loyalty/client/contracts';
import { el, setNote } from '../dom';
import { loyalty } from '../engine';
import { problemText } from '../texts/problemText';
import { texts } from './texts';

/** A member's card and partner numbers by their last four characters: one more, or one less. Hidden where the programme has no such numbers. */
export class NumbersPanel {
  private readonly list = el('ul', { class: 'numbers' });
  private readonly note = el('p', { class: 'note', role: 'status' });
  private readonly scheme = el('select', { id: 'number-scheme', name: 'scheme' });
  private readonly field = el('input', { id: 'number-number', name: 'number', autocomplete: 'off', spellcheck: 'false', maxlength: '80', required: '' });
  private readonly form = el(
    'form',
    { class: 'numbers-form', novalidate: '' },
    el('div', { class: 'field' }, el('label', { for: 'number-scheme' }, texts.kind), this.scheme),
    el('div', { class: 'field' }, el('label', { for: 'number-number' }, texts.number), this.field),
    el('button', { type: 'submit', class: 'quiet' }, texts.add),
  );
  readonly element = el(
    'section',
    { class: 'panel', 'aria-labelledby': 'numbers-title', hidden: '' },
    el('h2', { id: 'numbers-title' }, texts.numbers),
    this.list,
    this.form,
    this.note,
  );
  private memberId: string | null = null;
  /** The kinds of numbers the member has. */
  readonly changed = new Signal<ReadonlySet<string>>();

  constructor() {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.add();
    });
  }

  /** Shows the numbers of a member; again only for another one. */
  async follow(memberId: string): Promise<void> {
    if (memberId === this.memberId) return;
    this.memberId = memberId;
    this.element.hidden = true;
    await this.read();
  }

  private async read(): Promise<void> {
    const { memberId } = this;
    if (memberId === null) return;
    const [schemes, numbers] = await Promise.all([loyalty.getNumberSchemes(), loyalty.getNumbers(memberId)]);
    if (memberId !== this.memberId) return;
    if (!schemes.ok || !numbers.ok) {
      // Asked again when the member is opened anew.
      this.memberId = null;
      return;
    }
    this.scheme.replaceChildren(...schemes.value.items.map(({ scheme }) => el('option', { value: scheme }, scheme)));
    this.form.hidden = schemes.value.items.length === 0;
    this.element.hidden = this.form.hidden && numbers.value.items.length === 0;
    this.draw(memberId, numbers.value.items);
    this.changed.emit(new Set(numbers.value.items.map(({ scheme }) => scheme)));
  }

  private draw(memberId: string, numbers: readonly MemberNumber[]): void {
    setNote(this.note, numbers.length === 0 ? texts.noNumbers : '');
    this.list.replaceChildren(
      ...numbers.map(({ numberId, scheme, lastFour, first }) => {
        const remove = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.removeNumber(scheme, lastFour) }, texts.remove);
        remove.addEventListener('click', () => void this.remove(memberId, numberId));
        const isOneOfSeveral = first && numbers.filter((one) => one.scheme === scheme).length > 1;
        return el(
          'li',
          { 'data-number': numberId },
          el('span', {}, el('bdi', {}, scheme), ' ', el('bdi', {}, texts.endsIn(lastFour)), isOneOfSeveral ? el('small', {}, ` ${texts.first}`) : null),
          remove,
        );
      }),
    );
  }

  private async add(): Promise<void> {
    const { memberId } = this;
    const number = this.field.value.trim();
    if (memberId === null || number === '') return this.field.focus();
    const answer = await loyalty.putNumber(memberId, this.scheme.value, number);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    this.field.value = '';
    await this.read();
  }

  private async remove(memberId: string, numberId: string): Promise<void> {
    const answer = await loyalty.removeNumber(memberId, numberId);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    await this.read();
    // The button that had the focus is gone.
    this.field.focus();
  }
}
