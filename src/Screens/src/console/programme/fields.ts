import { el, setText } from '../../shared/dom';
import { readNumber } from '../../shared/readNumber';
import { type Json, type Path, nameOf } from './programmeJson';
import { texts } from './texts';

/** Takes what a field says into the draft; undefined where it says nothing. */
export type Write = (path: Path, value: Json | undefined) => void;

interface Field {
  readonly label: string;
  readonly path: Path;
  readonly value: Json | undefined;
  readonly write: Write;
}

/** The value that a text stands for; a sentence where it stands for none. */
type Read = (typed: string) => { readonly value: Json | undefined } | { readonly fault: string };

const readText: Read = (typed) => ({ value: typed === '' ? undefined : typed });

const readDecimal: Read = (typed) => {
  if (typed === '') return { value: undefined };
  const read = readNumber(typed);
  return read.kind === 'number' ? { value: Number(read.digits) } : { fault: texts.wrongNumber };
};

const readList: Read = (typed) => ({ value: typed.split(/[,;\s]+/).filter((one) => one !== '') });

let fieldsMade = 0;

export const textField = (field: Field): HTMLElement => make(field, readText, typeof field.value === 'string' ? field.value : '', {});

/** For what is longer than a word. */
export const longTextField = (field: Field): HTMLElement => make(field, readText, typeof field.value === 'string' ? field.value : '', { class: 'wider' });

export const numberField = (field: Field): HTMLElement =>
  make(field, readDecimal, typeof field.value === 'number' ? String(field.value) : '', { inputmode: 'decimal' });

export const dateField = (field: Field): HTMLElement => make(field, readText, typeof field.value === 'string' ? field.value : '', { type: 'date', class: 'wider' });

export const listField = (field: Field): HTMLElement =>
  make(field, readList, Array.isArray(field.value) ? field.value.map(String).join(', ') : '', { class: 'long' });

/** A field with its label and a line for what is wrong. It knows the place in the draft that it stands for: the engine's refusals name places. */
function make({ label, path, write }: Field, read: Read, shown: string, marks: Readonly<Record<string, string>>): HTMLElement {
  const id = `draft-field-${(fieldsMade += 1)}`;
  const { class: size, ...rest } = marks;
  // The value stands in the markup: so the page knows what was typed from what was there.
  const input = el('input', { id, value: shown, autocomplete: 'off', spellcheck: 'false', 'data-path': nameOf(path), 'aria-describedby': `${id}-note`, ...rest });
  const note = el('p', { id: `${id}-note`, class: 'note slim' });
  input.addEventListener('input', () => {
    const typed = read(input.value.trim());
    if ('fault' in typed) return refuse(input, note, typed.fault);
    input.removeAttribute('aria-invalid');
    setText(note, '');
    write(path, typed.value);
  });
  return el('div', { class: `field${size === undefined ? '' : ` ${size}`}` }, el('label', { for: id }, label), input, note);
}

/** Offers a day where none is chosen. */
export function offerDay(input: HTMLInputElement, isoDate: string): void {
  if (input.value !== '') return;
  input.defaultValue = isoDate;
  input.value = isoDate;
}

function refuse(input: HTMLElement, note: HTMLElement, why: string): void {
  input.setAttribute('aria-invalid', 'true');
  note.dataset['tone'] = 'bad';
  setText(note, why);
}

/** Shows a refusal at the field of its place. */
export function refuseAt(root: HTMLElement, place: string, why: string): void {
  const input = root.querySelector<HTMLElement>(`[data-path="${CSS.escape(place)}"]`);
  const note = input === null ? null : document.getElementById(`${input.id}-note`);
  if (input !== null && note !== null) refuse(input, note, why);
  input?.focus();
}
