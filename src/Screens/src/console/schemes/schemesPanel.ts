import { type NumberScheme, numberScheme } from '@loyalty/client/contracts';
import { byId, el, setNote } from '../../shared/dom';
import { callUntilKnown, loyalty } from '../../shared/engine';
import { problemText } from '../../shared/texts/problemText';
import { texts } from './texts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The kinds of numbers that members may have: how they look, and on what they are tried. */
export class SchemesPanel {
  private readonly list = el('ul', { id: 'schemes', class: 'numbers' });
  private readonly note = el('p', { id: 'schemes-note', class: 'note', role: 'status' });
  private readonly fields = {
    scheme: el('input', { id: 'scheme-name', autocomplete: 'off', spellcheck: 'false', maxlength: '40' }),
    kind: choice('scheme-kind', { partner: texts.partner, card: texts.card, external: texts.external }),
    pattern: el('input', { id: 'scheme-pattern', autocomplete: 'off', spellcheck: 'false', maxlength: '200' }),
    check: choice('scheme-check', { none: texts.noCheck, luhn: texts.luhn, mod7: texts.mod7 }),
    examples: el('textarea', { id: 'scheme-examples', rows: '3', spellcheck: 'false' }),
    counterExamples: el('textarea', { id: 'scheme-counter-examples', rows: '3', spellcheck: 'false' }),
    perMember: el('input', { id: 'scheme-per-member', type: 'number', min: '1', max: '10', value: '1' }),
    airlines: el('input', { id: 'scheme-airlines', autocomplete: 'off', spellcheck: 'false', maxlength: '80' }),
  };
  private readonly form = el(
    'form',
    { id: 'scheme', class: 'schemes-form', novalidate: '' },
    labelled(texts.name, this.fields.scheme),
    labelled(texts.kind, this.fields.kind),
    labelled(texts.pattern, this.fields.pattern),
    labelled(texts.check, this.fields.check),
    labelled(texts.examples, this.fields.examples),
    labelled(texts.counterExamples, this.fields.counterExamples),
    labelled(texts.perMember, this.fields.perMember),
    labelled(texts.airlines, this.fields.airlines),
    el('button', { type: 'submit' }, texts.save),
    this.note,
  );

  constructor() {
    this.note.classList.add('wide');
    byId('view-programme', HTMLElement).append(
      el('section', { class: 'panel schemes-panel', 'aria-labelledby': 'schemes-title' }, el('h2', { id: 'schemes-title' }, texts.schemes), this.list, this.form),
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.save();
    });
  }

  async read(): Promise<void> {
    const answer = await loyalty.getNumberSchemes();
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    const { items } = answer.value;
    this.list.replaceChildren(...(items.length === 0 ? [el('li', {}, texts.none)] : items.map((one) => this.row(one))));
  }

  private row(one: NumberScheme): HTMLElement {
    const change = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.changeScheme(one.scheme) }, texts.change);
    change.addEventListener('click', () => this.fill(one));
    return el('li', { 'data-scheme': one.scheme }, el('span', {}, el('bdi', {}, one.scheme), ' ', el('small', {}, el('code', {}, one.pattern))), change);
  }

  private fill(one: NumberScheme): void {
    const { fields } = this;
    fields.scheme.value = one.scheme;
    fields.kind.value = one.kind;
    fields.pattern.value = one.pattern;
    fields.check.value = one.check;
    fields.examples.value = one.examples.join('\n');
    fields.counterExamples.value = one.counterExamples.join('\n');
    fields.perMember.value = String(one.perMember);
    fields.airlines.value = one.airlines.join(' ');
    setNote(this.note, '');
    fields.pattern.focus();
  }

  private async save(): Promise<void> {
    const { fields } = this;
    const name = fields.scheme.value.trim();
    if (name === '') return fields.scheme.focus();
    const body = {
      kind: fields.kind.value,
      pattern: fields.pattern.value,
      check: fields.check.value,
      examples: linesOf(fields.examples.value),
      counterExamples: linesOf(fields.counterExamples.value),
      perMember: Number(fields.perMember.value),
      airlines: fields.airlines.value.toUpperCase().split(/[\s,;]+/).filter((word) => word !== ''),
    };
    const answer = await callUntilKnown({ method: 'PUT', path: `/v1/number-schemes/${encodeURIComponent(name)}`, body }, numberScheme);
    if (!answer.ok) {
      // The engine's own words name the example.
      const told = Object.entries(answer.problem.errors).map(([field, words]) => `${field}: ${words}`);
      return setNote(this.note, told.length > 0 ? told.join(' ') : problemText(answer.problem), 'bad');
    }
    setNote(this.note, texts.saved(name), 'good');
    await this.read();
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const labelled = (words: string, field: Field): HTMLElement => el('div', { class: 'field' }, el('label', { for: field.id }, words), field);

const choice = (id: string, options: Readonly<Record<string, string>>): HTMLSelectElement =>
  el('select', { id }, ...Object.entries(options).map(([value, words]) => el('option', { value }, words)));
