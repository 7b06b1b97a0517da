import { el, setNote } from '../../shared/dom';
import { Form } from '../../shared/form';
import { problemText } from '../../shared/texts/problemText';
import type { Person } from '../consoleApi';
import { signDownload } from '../downloads';
import { translatedProblem } from '../texts/translatedProblem';
import { type Profile, change, changesOf, erase, exportOf, fields, getConsent, putConsent } from './personApi';
import { texts } from './texts';

/** Who a member is, to be put right; what they agree to; all that is held of them as a file; and their leaving. */
export class PersonPanel {
  readonly element: HTMLElement;
  private readonly form: Form;
  private readonly consent = el('input', { type: 'checkbox', id: 'person-consent' });
  private readonly file = el('a', { class: 'button', id: 'person-export' }, texts.file);
  private readonly number = el('input', { id: 'person-number', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false' });
  private readonly note = el('p', { id: 'person-done', class: 'note', role: 'status' });
  private held: (Profile & { readonly memberId: string }) | null = null;

  /** @param onChanged Called when the person is another than before. */
  constructor(private readonly onChanged: () => void) {
    const form = el(
      'form',
      { id: 'person', novalidate: '' },
      ...fields.map((name) => field(`person-${name}`, name, texts.fields[name])),
      field('person-reason', 'reason', texts.reason),
      el('button', { type: 'submit', class: 'wide quiet' }, texts.save),
      el('p', { id: 'person-note', class: 'note form-note', role: 'status' }),
    );
    const leaving = el('form', { id: 'erase', novalidate: '' }, el('p', { class: 'quiet-line' }, texts.eraseHint), el('label', { for: 'person-number' }, texts.eraseNumber), this.number, el('button', { type: 'submit', class: 'wide quiet danger' }, texts.erase));
    this.element = el(
      'section',
      { class: 'panel', 'aria-labelledby': 'person-title' },
      el('h2', { id: 'person-title' }, texts.title),
      form,
      el('label', { class: 'person-consent', for: 'person-consent' }, this.consent, el('span', {}, texts.consent)),
      this.file,
      el('details', {}, el('summary', {}, texts.leave), leaving),
      this.note,
    );
    document.body.append(this.element);
    this.form = new Form(form);
    signDownload(this.file);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.save();
    });
    leaving.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.erase();
    });
    this.consent.addEventListener('change', () => void this.agree());
  }

  /** Shows who is open; what is being typed is left alone. */
  show(person: Person): void {
    const isNew = this.held?.memberId !== person.memberId;
    this.held = person;
    this.file.href = exportOf(person.memberId);
    this.file.download = `member-${person.memberId}.json`;
    if (!isNew && this.element.contains(document.activeElement)) return;
    for (const name of fields) this.form.set(name, person[name] ?? '');
    if (!isNew) return;
    this.form.clearAll();
    this.form.set('reason', '');
    this.number.value = '';
    setNote(this.note, '');
    void getConsent(person.memberId).then((answer) => {
      if (answer.ok && this.held?.memberId === person.memberId) this.consent.checked = answer.value.displayRecognition;
    });
  }

  private async save(): Promise<void> {
    const { held } = this;
    if (held === null || this.form.isBusy) return;
    this.form.clearAll();
    const typed = Object.fromEntries(fields.map((name) => [name, this.form.text(name)])) as Record<(typeof fields)[number], string>;
    const changed = changesOf(held, { ...typed, homeAirport: typed.homeAirport.toUpperCase() });
    if (Object.keys(changed).length === 0) return this.form.setNote(texts.nothingChanged);
    this.form.busy(true);
    const answer = await change(held.memberId, changed, this.form.text('reason'));
    this.form.busy(false);
    if (!answer.ok) return this.form.show(translatedProblem(answer.problem));
    this.held = answer.value;
    this.form.set('reason', '');
    this.form.setNote(texts.saved, 'good');
    this.onChanged();
  }

  private async agree(): Promise<void> {
    const { held } = this;
    if (held === null) return;
    const answer = await putConsent(held.memberId, this.consent.checked, this.form.text('reason'));
    if (answer.ok) return setNote(this.note, texts.consentKept, 'good');
    this.consent.checked = !this.consent.checked;
    setNote(this.note, problemText(answer.problem), 'bad');
  }

  /** Only who types the number has meant this member. */
  private async erase(): Promise<void> {
    const { held } = this;
    if (held === null) return;
    if (this.number.value.replace(/[\s-]/g, '').toUpperCase() !== held.memberId) return setNote(this.note, texts.eraseMistyped, 'bad');
    const answer = await erase(held.memberId, this.form.text('reason'));
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    setNote(this.note, texts.erased, 'good');
    this.onChanged();
  }
}

function field(id: string, name: string, label: string): HTMLElement {
  return el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    el('input', { id, name, autocomplete: 'off', maxlength: '254', 'aria-describedby': `${id}-note` }),
    el('p', { id: `${id}-note`, class: 'note slim' }),
  );
}
