import { byId, el, setText, setNote } from '../shared/dom';
import { Form } from '../shared/form';
import { type KeyWish, type MadeKey, makeKey, scopes } from './keysApi';
import { translatedProblem } from './texts/translatedProblem';
import { texts } from './texts';

/** Makes a key, and shows it for once: it goes with a press, or with the page. */
export class KeyForm {
  private readonly form = new Form(byId('key', HTMLFormElement));
  private readonly boxes = scopes.map((scope) => el('input', { type: 'checkbox', name: 'scopes', value: scope }));
  private readonly made = byId('key-made', HTMLElement);

  /** @param onMade Called when there is one more. */
  constructor(private readonly onMade: () => void) {
    byId('key-scopes', HTMLElement).append(...this.boxes.map((box) => el('label', {}, box, el('span', { class: 'mono' }, box.value))));
    byId('key', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.make();
    });
    byId('key-done', HTMLButtonElement).addEventListener('click', () => this.hide());
    byId('key-copy', HTMLButtonElement).addEventListener('click', () => void this.copy());
  }

  private async make(): Promise<void> {
    if (this.form.isBusy) return;
    this.form.clearAll();
    setText(byId('key-scopes-note', HTMLElement), '');
    const wish = this.wish();
    if (!/^[A-Za-z0-9][\w.-]*$/.test(wish.name)) return this.form.fault('name', texts.needKeyName);
    if (wish.scopes.length === 0) return this.refuseScopes(texts.needScope);
    this.form.busy(true);
    const answer = await makeKey(wish);
    this.form.busy(false);
    if (answer.ok) {
      this.show(answer.value);
      this.onMade();
    } else if (answer.problem.code === 'scopes-not-valid') {
      this.refuseScopes(answer.problem.detail);
    } else {
      this.form.show(translatedProblem(answer.problem));
    }
  }

  private wish(): KeyWish {
    const airports = this.form.text('airports').toUpperCase().split(/[\s,;]+/).filter((code) => code !== '');
    const partners = this.form.text('partners').toLowerCase().split(/[\s,;]+/).filter((name) => name !== '');
    const until = this.form.text('expiresAt');
    return {
      name: this.form.text('name'),
      scopes: [...this.boxes.filter(({ checked }) => checked).map(({ value }) => value), ...airports.map((code) => `display:${code}`), ...partners.map((name) => `partner:${name}`)],
      // The end of that day here.
      ...(until === '' ? {} : { expiresAt: new Date(`${until}T24:00:00`).toISOString() }),
    };
  }

  private refuseScopes(why: string): void {
    setNote(byId('key-scopes-note', HTMLElement), why, 'bad');
    this.boxes[0]?.focus();
  }

  private show({ key }: MadeKey): void {
    setText(byId('key-text', HTMLOutputElement), key);
    setText(byId('key-copy', HTMLElement), texts.copy);
    this.made.hidden = false;
    this.form.set('name', '');
    byId('key-copy', HTMLElement).focus();
  }

  private hide(): void {
    this.made.hidden = true;
    setText(byId('key-text', HTMLOutputElement), '');
    byId('key-name', HTMLElement).focus();
  }

  private async copy(): Promise<void> {
    const text = byId('key-text', HTMLOutputElement);
    try {
      await navigator.clipboard.writeText(text.textContent ?? '');
      setText(byId('key-copy', HTMLElement), texts.copied);
    } catch {
      // Where a page may not write to the clipboard, the text is marked for who can.
      getSelection()?.selectAllChildren(text);
    }
  }
}
