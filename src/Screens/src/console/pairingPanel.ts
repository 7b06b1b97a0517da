import { maybe, shape, text } from '@loyalty/client/decode';
import { byId, el, setNote } from '../shared/dom';
import { call } from '../shared/engine';
import { problemText } from '../shared/texts/problemText';
import { sentences, texts } from './texts';

const pairing = shape({ code: text, kind: text, airport: maybe(text), location: maybe(text), name: maybe(text) });

/** Lets a till or display in by the code on its screen: first what asks is shown, then it is confirmed under a name. */
export class PairingPanel {
  private readonly code = el('input', { id: 'pair-code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '6', 'aria-describedby': 'pair-note' });
  private readonly name = el('input', { id: 'pair-name', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: '40' });
  private readonly note = el('p', { id: 'pair-note', class: 'note', role: 'status' }, texts.pairHint);
  private readonly named = el('div', { class: 'field', hidden: '' }, el('label', { for: 'pair-name' }, texts.pairName), this.name);
  private readonly button = el('button', { type: 'submit', class: 'wide' }, texts.pairFind);
  private found: string | null = null;

  /** @param onPaired Called when there will be one more key. */
  constructor(private readonly onPaired: () => void) {
    const form = el('form', { id: 'pair', novalidate: '' }, el('div', { class: 'field' }, el('label', { for: 'pair-code' }, texts.pairCode), this.code, this.note), this.named, this.button);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void (this.found === null ? this.find() : this.confirm(this.found));
    });
    this.code.addEventListener('input', () => this.forget());
    byId('view-keys', HTMLElement).append(el('section', { class: 'panel', 'aria-labelledby': 'pair-title' }, el('h2', { id: 'pair-title' }, texts.pairTitle), form));
  }

  private async find(): Promise<void> {
    const code = this.code.value.trim().toUpperCase();
    if (code === '') return this.code.focus();
    const answer = await call({ method: 'GET', path: `/v1/pairings/${encodeURIComponent(code)}` }, pairing);
    if (!answer.ok) return setNote(this.note, answer.problem.code === 'unknown-pairing' ? texts.pairUnknown : problemText(answer.problem), 'bad');
    const { kind, airport, location } = answer.value;
    this.found = answer.value.code;
    setNote(this.note, kind === 'till' ? texts.pairTill : kind === 'lounge' ? texts.pairLounge : sentences.pairDisplay(`${airport ?? ''} ${location ?? ''}`), 'good');
    this.name.value = kind === 'till' ? 'till-1' : kind === 'lounge' ? 'lounge-1' : `display-${airport ?? ''}-${location ?? ''}`.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
    this.named.hidden = false;
    this.button.textContent = texts.pairConfirm;
    this.name.select();
    this.name.focus();
  }

  private async confirm(code: string): Promise<void> {
    const answer = await call({ method: 'POST', path: `/v1/pairings/${encodeURIComponent(code)}/confirmation`, body: { name: this.name.value.trim() } }, pairing);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    this.code.value = '';
    this.forget();
    setNote(this.note, texts.pairDone, 'good');
    this.onPaired();
  }

  private forget(): void {
    this.found = null;
    this.named.hidden = true;
    this.button.textContent = texts.pairFind;
    setNote(this.note, texts.pairHint);
  }
}
