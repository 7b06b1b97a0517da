import { Signal } from '@loyalty/client';
import { el, setNote } from '../../shared/dom';
import { table } from '../table';
import { longTextField, numberField, refuseAt } from './fields';
import { listFields } from './listFields';
import { type Json, type JsonObject, differencesOf, isObject, put } from './programmeJson';
import { ruleFields } from './ruleFields';
import { texts } from './texts';
import { tierFields } from './tierFields';

/** Typing pauses for so long before the text is read. */
const pauseMs = 300;

const linesOf = (draft: JsonObject): string => JSON.stringify(draft, null, 2);

/** A draft as a form with its text beside it, and what it changes. Form and text are one draft: each follows the other. */
export class DraftEditor {
  /** The draft is another. */
  readonly changed = new Signal();
  readonly element: HTMLElement;
  private readonly form = el('div', { class: 'draft-form' });
  private readonly text = el('textarea', { id: 'draft-text', class: 'draft-text mono', spellcheck: 'false', autocomplete: 'off', 'aria-describedby': 'draft-text-note' });
  private readonly textNote = el('p', { id: 'draft-text-note', class: 'note', role: 'status' });
  private readonly note = el('p', { id: 'draft-note', class: 'note', role: 'status' });
  private readonly diff = el('div', { id: 'draft-diff', class: 'cards' });
  private held: JsonObject = {};
  private inForce: JsonObject = {};
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onStartAgain: () => void) {
    const again = el('button', { type: 'button', id: 'draft-again', class: 'quiet small' }, texts.startAgain);
    again.addEventListener('click', onStartAgain);
    this.text.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.readText(), pauseMs);
    });
    this.element = el(
      'section',
      { class: 'panel', 'aria-labelledby': 'draft-title' },
      el('div', { class: 'panel-head' }, el('h2', { id: 'draft-title' }, texts.editor), again),
      el('p', { class: 'quiet-line' }, texts.editorHint),
      el(
        'div',
        { class: 'draft' },
        this.form,
        el('div', { class: 'field draft-beside' }, el('label', { for: 'draft-text' }, texts.asText), this.text, this.textNote),
      ),
      this.note,
      el('h3', {}, texts.diff),
      this.diff,
    );
  }

  get draft(): JsonObject {
    return this.held;
  }

  /** Whether somebody has changed it since it was begun. */
  get isTouched(): boolean {
    return this.text.value !== this.text.defaultValue;
  }

  /** Begins with a programme. */
  begin(draft: JsonObject, inForce: JsonObject): void {
    this.inForce = inForce;
    this.held = draft;
    // As its first text: what is typed later is told from it.
    this.text.defaultValue = linesOf(draft);
    this.text.value = this.text.defaultValue;
    this.drawForm();
    this.settle();
  }

  /** What is in force is another now: so is what the draft changes. */
  compareWith(inForce: JsonObject): void {
    this.inForce = inForce;
    this.drawDiff();
  }

  say(words: string, tone: 'plain' | 'good' = 'plain'): void {
    setNote(this.note, words, tone);
  }

  /** Shows a refusal, at the field where there is one. */
  refuse(errors: Readonly<Record<string, string>>, detail: string): void {
    const [first] = Object.entries(errors);
    setNote(this.note, first === undefined ? detail : sentenceOf(first[0], first[1]), 'bad');
    if (first !== undefined) refuseAt(this.form, first[0], first[1]);
  }

  private readText(): void {
    let read: Json;
    try {
      read = JSON.parse(this.text.value) as Json;
    } catch (fault) {
      return setNote(this.textNote, texts.notJson(fault instanceof Error ? fault.message : String(fault)), 'bad');
    }
    if (!isObject(read)) return setNote(this.textNote, texts.notJson('{ … }'), 'bad');
    this.held = read;
    this.drawForm();
    this.settle();
  }

  /** A field of the form says something else: the text follows, and the form stays as it is typed into. */
  private readonly write = (path: readonly (string | number)[], value: Json | undefined): void => {
    this.held = put(this.held, path, value) as JsonObject;
    this.text.value = linesOf(this.held);
    this.settle();
  };

  /** Other fields than before. */
  private readonly reshape = (change: (draft: JsonObject) => Json): void => {
    this.held = change(this.held) as JsonObject;
    this.text.value = linesOf(this.held);
    this.drawForm();
    this.settle();
  };

  private settle(): void {
    setNote(this.textNote, '');
    setNote(this.note, '');
    this.drawDiff();
    this.changed.emit();
  }

  private drawForm(): void {
    const field = (label: string, name: string) => ({ label, path: [name], value: this.held[name], write: this.write });
    this.form.replaceChildren(
      el(
        'div',
        { class: 'draft-item' },
        longTextField(field(texts.name, 'name')),
        numberField(field(texts.windowMonths, 'windowMonths')),
        numberField(field(texts.graceDays, 'graceDays')),
        el('p', { class: 'quiet-line long' }, texts.fixed(String(this.held['currency'] ?? ''), String(this.held['timeZone'] ?? ''))),
      ),
      tierFields(this.held, this.inForce, this.write, this.reshape),
      ruleFields(this.held, this.write, this.reshape),
      listFields(this.held, this.write, this.reshape),
    );
  }

  private drawDiff(): void {
    const differences = differencesOf(this.inForce, this.held);
    this.diff.replaceChildren(
      differences.length === 0
        ? el('p', { class: 'empty' }, texts.noDiff)
        : table(
            [texts.field, texts.now, texts.draft],
            differences.map(({ path, from, to }) => [path, sideOf(from, 'was'), sideOf(to, 'is')]),
          ),
    );
  }
}

/** Most refusals begin with the place that they are about. */
const sentenceOf = (place: string, why: string): string => (why.startsWith(place) ? why : texts.faultAt(place, why));

const sideOf = (value: Json | undefined, side: 'was' | 'is'): HTMLElement =>
  value === undefined ? el('span', {}, '–') : el('code', { class: side }, JSON.stringify(value));
