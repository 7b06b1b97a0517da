import { el, setNote } from '../../shared/dom';
import { problemText } from '../../shared/texts/problemText';
import { getData, putData } from './partnersApi';
import { texts } from './texts';

/** What a new partner's data look like. */
const example = `{
  "scheme": "miles-and-more",
  "connector": "http",
  "idempotent": true,
  "price": { "per1000": 9.50, "currency": "CHF" },
  "earn": { "pointsPerUnit": 1, "when": { "type": ["flight"] }, "until": { "after": ["shipped"], "days": 30 } },
  "burn": { "pointsPerUnit": 330, "currency": "EUR", "pin": "[0-9]{5}", "minutes": 30 },
  "exchangeIn": { "pointsPerUnit": 400, "currency": "CHF" }
}`;

/** A partner's data as they are written: the engine says what is wrong with them, by field. */
export class PartnerEditor {
  readonly element: HTMLElement;
  private readonly name = el('input', { id: 'partner-name', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: '40' });
  private readonly data = el('textarea', { id: 'partner-data', class: 'partner-data', rows: '14', spellcheck: 'false', 'aria-describedby': 'partner-hint' });
  private readonly note = el('p', { id: 'partner-note', class: 'note', role: 'status' });

  /** @param onSaved It is otherwise than it was. */
  constructor(private readonly onSaved: () => void) {
    const form = el(
      'form',
      { id: 'partner', class: 'partner-form', novalidate: '' },
      el('div', { class: 'field' }, el('label', { for: 'partner-name' }, texts.name), this.name),
      el('div', { class: 'field' }, el('label', { for: 'partner-data' }, texts.data), this.data, el('p', { id: 'partner-hint', class: 'note' }, texts.dataHint)),
      el('button', { type: 'submit' }, texts.save),
      this.note,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.save();
    });
    this.element = el('section', { class: 'panel', 'aria-labelledby': 'partner-title' }, el('h2', { id: 'partner-title' }, texts.editTitle), form);
    this.element.hidden = true;
  }

  /** Opens a partner's data, or an example for a new one. */
  async open(name: string | null): Promise<void> {
    setNote(this.note, '');
    this.element.hidden = false;
    this.name.value = name ?? '';
    this.data.value = name === null ? example : '';
    if (name !== null) {
      const answer = await getData(name);
      if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
      this.data.value = answer.value;
    }
    (name === null ? this.name : this.data).focus();
    this.element.scrollIntoView({ block: 'nearest' });
  }

  private async save(): Promise<void> {
    const name = this.name.value.trim();
    if (name === '') return this.name.focus();
    let data: unknown;
    try {
      data = JSON.parse(this.data.value) as unknown;
    } catch {
      return setNote(this.note, texts.notJson, 'bad');
    }
    const answer = await putData(name, data);
    if (!answer.ok) {
      // The engine's own words name the field.
      const told = Object.entries(answer.problem.errors).map(([field, words]) => `${field}: ${words}`);
      return setNote(this.note, told.length > 0 ? told.join(' ') : problemText(answer.problem), 'bad');
    }
    setNote(this.note, texts.saved(name), 'good');
    this.onSaved();
  }
}
