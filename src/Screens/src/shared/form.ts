import type { Problem } from '@loyalty/client';
import { type Tone, setText, setNote } from './dom';
import { placeProblem } from './formProblem';

type Field = HTMLInputElement | HTMLSelectElement;

/**
 * A form whose fields are named as in the API. Each field `x` has a line with the id `<form>-x-note`: it holds the hint, and the
 * error in its place, so that nothing moves. The form's own line is `<form>-note`.
 */
export class Form {
  private readonly hints = new Map<string, string>();

  constructor(private readonly form: HTMLFormElement) {
    for (const field of this.fields()) this.hints.set(field.name, this.note(field.name)?.textContent ?? '');
    form.addEventListener('input', (event) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) this.clear(event.target);
    });
  }

  /** What is typed or chosen, without spaces around it. */
  text(name: string): string {
    const named = this.form.elements.namedItem(name);
    // Radio buttons of one name come as a list, whose value is the chosen one's.
    const isValued = named instanceof RadioNodeList || named instanceof HTMLInputElement || named instanceof HTMLSelectElement;
    return isValued ? named.value.trim() : '';
  }

  set(name: string, value: string): void {
    const field = this.field(name);
    if (field !== null) field.value = value;
  }

  /** A sentence for the whole form. */
  setNote(words: string, tone: Tone = 'plain'): void {
    const note = this.note();
    if (note !== null) setNote(note, words, tone);
  }

  /** A sentence at a field that is no error. */
  remark(name: string, words: string, tone: 'plain' | 'good'): void {
    const note = this.note(name);
    if (note !== null) setNote(note, words, tone);
  }

  /**
   * Says under a field what its text is understood as, while it is typed and before it counts.
   * @param understood The sentence for what is typed; empty where it cannot be read yet.
   */
  echo(name: string, understood: () => string): void {
    this.form.addEventListener('input', () => {
      const note = this.note(name);
      const words = understood();
      if (note !== null && words !== '') setNote(note, words);
    });
  }

  /** Whether a command is on its way. The button stays focusable: one that loses the focus strands who works by keyboard. */
  busy(isBusy: boolean): void {
    this.form.setAttribute('aria-busy', String(isBusy));
    for (const button of this.form.querySelectorAll('button')) button.setAttribute('aria-disabled', String(isBusy));
  }

  get isBusy(): boolean {
    return this.form.getAttribute('aria-busy') === 'true';
  }

  clearAll(): void {
    for (const field of this.fields()) this.clear(field);
    this.setNote('');
  }

  /** Shows the sentences of a problem at their fields and leads there. */
  show(problem: Problem): void {
    this.clearAll();
    const placed = placeProblem(problem, this.fields().map((field) => field.name));
    this.setNote(placed.rest ?? '', 'bad');
    this.refuse(placed.byField);
  }

  /** Shows sentences at fields and leads to the first. A field without a line of its own has the form's. */
  refuse(byField: ReadonlyMap<string, string>): void {
    for (const [name, words] of byField) {
      this.field(name)?.setAttribute('aria-invalid', 'true');
      const note = this.note(name) ?? this.note();
      if (note !== null) setNote(note, words, 'bad');
    }
    this.form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  fault(name: string, words: string): void {
    this.refuse(new Map([[name, words]]));
  }

  private clear(field: Field): void {
    field.removeAttribute('aria-invalid');
    const note = this.note(field.name);
    if (note === null) return;
    setText(note, this.hints.get(field.name) ?? '');
    delete note.dataset['tone'];
  }

  private fields(): Field[] {
    return Array.from(this.form.elements).filter(
      (one): one is Field => one instanceof HTMLInputElement || one instanceof HTMLSelectElement,
    );
  }

  private field(name: string): Field | null {
    return this.fields().find((one) => one.name === name) ?? null;
  }

  private note(name?: string): HTMLElement | null {
    return document.getElementById(name === undefined ? `${this.form.id}-note` : `${this.form.id}-${name}-note`);
  }
}
