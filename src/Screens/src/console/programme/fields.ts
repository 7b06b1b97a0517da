import { el, setText } from '../../shared/dom';
import { locale } from '../../shared/i18n';
import { readNumber } from '../../shared/readNumber';
import { type Json, type JsonObject, type Path, at, isList, nameOf } from './programmeJson';
import { texts } from './texts';

/** Takes what a field says into the draft; undefined where it says nothing. */
export type Write = (path: Path, value: Json | undefined) => void;

/** Gives the draft other fields: from the draft as it stands then, for whoever typed meanwhile has changed it. */
export type Reshape = (change: (draft: JsonObject) => Json) => void;

export interface Field {
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

// Names of products and merchants have spaces in them.
const readValues: Read = (typed) => ({
  value: typed
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== ''),
});

/** "LX 1-1999, LX14": a carrier with its first and last number. */
const readFlights: Read = (typed) => {
  const ranges: Json[] = [];
  for (const one of typed.split(/[,;]/).filter((part) => part.trim() !== '')) {
    const [, carrier, from, to] = /^\s*([A-Z0-9]{2})\s*(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?\s*$/i.exec(one) ?? [];
    if (carrier === undefined || from === undefined) return { fault: texts.wrongFlights };
    ranges.push({ carrier: carrier.toUpperCase(), from: Number(from), to: Number(to ?? from) });
  }
  return { value: ranges };
};

let fieldsMade = 0;

export const textField = (field: Field): HTMLElement => make(field, readText, typeof field.value === 'string' ? field.value : '', {});

/** For what is longer than a word. */
export const longTextField = (field: Field): HTMLElement => make(field, readText, typeof field.value === 'string' ? field.value : '', { class: 'wider' });

export const numberField = (field: Field): HTMLElement =>
  make(field, readDecimal, typeof field.value === 'number' ? String(field.value) : '', { inputmode: 'decimal' });

export const dateField = (field: Field): HTMLElement => make(field, readText, typeof field.value === 'string' ? field.value : '', { type: 'date', class: 'wider' });

export const listField = (field: Field): HTMLElement =>
  make(field, readList, isList(field.value) ? field.value.map(String).join(', ') : '', { class: 'long' });

/** For values that may have spaces in them. */
export const valuesField = (field: Field): HTMLElement =>
  make(field, readValues, isList(field.value) ? field.value.map(String).join(', ') : '', { class: 'long' });

/** For flights: carriers with a first and a last number. */
export const flightsField = (field: Field): HTMLElement =>
  make(field, readFlights, isList(field.value) ? field.value.map(flightsOf).join(', ') : '', { class: 'long', placeholder: 'LX 1-1999, LX 14' });

function flightsOf(range: Json): string {
  const [carrier, from, to] = ['carrier', 'from', 'to'].map((name) => String(at(range, [name]) ?? ''));
  return from === to ? `${carrier} ${from}` : `${carrier} ${from}-${to}`;
}

/** For one of a few words; the first is what holds where nothing is written. */
export function choiceField({ label, path, value, write }: Field, choices: readonly (readonly [value: Json, words: string])[]): HTMLElement {
  const id = `draft-field-${(fieldsMade += 1)}`;
  const select = el('select', { id, 'data-path': nameOf(path), 'aria-describedby': `${id}-note` }, ...choices.map(([one, words]) => el('option', { value: String(one) }, words)));
  const place = choices.findIndex(([one]) => one === value);
  select.options[Math.max(0, place)]?.setAttribute('selected', '');
  select.addEventListener('change', () => write(path, choices[select.selectedIndex]?.[0]));
  return el('div', { class: 'field' }, el('label', { for: id }, label), select, el('p', { id: `${id}-note`, class: 'note slim' }));
}

/** For days of the week, 1 for Monday to 7. */
export function weekdaysField({ label, path, value, write }: Field): HTMLElement {
  const chosen = new Set(isList(value) ? value : []);
  // A Monday, and the days after it.
  const names = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toLocaleDateString(locale.tag, { weekday: 'short', timeZone: 'UTC' }));
  const boxes = names.map((name, index) => {
    const box = el('input', { type: 'checkbox' });
    box.defaultChecked = chosen.has(index + 1);
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(index + 1);
      else chosen.delete(index + 1);
      write(path, [...chosen].sort());
    });
    return el('label', { class: 'check' }, box, name);
  });
  return el('fieldset', { class: 'field long draft-days', 'data-path': nameOf(path) }, el('legend', {}, label), ...boxes);
}

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
