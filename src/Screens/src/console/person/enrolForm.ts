import { newId } from '@loyalty/client';
import { el } from '../../shared/dom';
import { Form } from '../../shared/form';
import { addressOf } from '../router';
import { translatedProblem } from '../texts/translatedProblem';
import { enrol, fields } from './personApi';
import { texts } from './texts';

/** Enrols a member, and opens them. */
export class EnrolForm {
  readonly element: HTMLElement;
  private readonly form: Form;
  /** Kept until it has worked, so that a second press enrols nobody twice. */
  private key = newId();

  constructor(place: HTMLElement) {
    const form = el(
      'form',
      { id: 'enrol', novalidate: '' },
      ...fields.map((name) =>
        el(
          'div',
          { class: 'field' },
          el('label', { for: `enrol-${name}` }, texts.fields[name]),
          el('input', { id: `enrol-${name}`, name, autocomplete: 'off', maxlength: '254', 'aria-describedby': `enrol-${name}-note` }),
          el('p', { id: `enrol-${name}-note`, class: 'note slim' }),
        ),
      ),
      el('button', { type: 'submit', class: 'wide' }, texts.enrol),
      el('p', { id: 'enrol-note', class: 'note form-note', role: 'status' }),
    );
    this.element = el('details', { class: 'enrol' }, el('summary', {}, texts.enrolTitle), form);
    place.append(this.element);
    this.form = new Form(form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.send();
    });
  }

  private async send(): Promise<void> {
    if (this.form.isBusy) return;
    this.form.clearAll();
    const typed = Object.fromEntries(fields.map((name) => [name, name === 'homeAirport' ? this.form.text(name).toUpperCase() : this.form.text(name)]).filter(([, value]) => value !== ''));
    this.form.busy(true);
    const answer = await enrol(this.key, typed);
    this.form.busy(false);
    if (!answer.ok) return this.form.show(translatedProblem(answer.problem));
    this.key = newId();
    for (const name of fields) this.form.set(name, '');
    this.element.removeAttribute('open');
    location.hash = addressOf({ view: 'members', memberId: answer.value.memberId });
  }
}
