import { el, setNote } from '../dom';
import { texts } from '../texts';
import { forget, isOfDevice, keep, secret } from './secret';

const answerWithinMs = 10_000;

let gate: HTMLDialogElement | null = null;
let goOn: (() => void) | null = null;

/**
 * What a page does once it is given a key or token, where it must keep what was typed. It tries again what was turned away. Without
 * this the page begins anew.
 */
export function whenLetIn(listener: () => void): void {
  goOn = listener;
}

/**
 * Asks for the key or token, once however many calls were turned away.
 * @param sent What the call was turned away with; nothing is asked where another has been given since.
 */
export function askForSecret(sent: string | null): void {
  if (gate !== null || sent !== secret()) return;
  const field = el('input', { id: 'access-secret', type: 'password', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'access-note' });
  const note = el('p', { id: 'access-note', class: 'note', role: 'alert' });
  const form = el(
    'form',
    { novalidate: '' },
    el('h2', { id: 'access-title' }, texts.access.title),
    el('p', {}, isOfDevice() ? texts.access.forDevice : texts.access.forPeople),
    el('label', { for: 'access-secret' }, texts.access.secret),
    field,
    note,
    el('button', { type: 'submit' }, texts.access.enter),
  );
  gate = el('dialog', { class: 'access', 'aria-labelledby': 'access-title' }, form);
  gate.addEventListener('cancel', (event) => event.preventDefault());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void enter(field, note);
  });
  // What was tried with the one before has been told: it is not accepted.
  if (secret() !== null) refuse(field, note, texts.access.wrong);
  document.body.append(gate);
  gate.showModal();
  field.focus();
}

/** A way to forget the key, on every page that has one. */
export function offerToForget(): void {
  if (secret() === null || document.querySelector('.access-forget') !== null) return;
  const button = el('button', { type: 'button', class: 'access-forget' }, texts.access.forget);
  button.addEventListener('click', () => {
    forget();
    location.reload();
  });
  document.body.append(button);
}

async function enter(field: HTMLInputElement, note: HTMLElement): Promise<void> {
  const text = field.value.trim();
  if (text === '') return field.focus();
  try {
    const answer = await fetch('/v1/programme', { headers: { Authorization: `Bearer ${text}` }, signal: AbortSignal.timeout(answerWithinMs) });
    if (answer.status === 401 || answer.status === 403) return refuse(field, note, texts.access.wrong);
    if (!answer.ok) return refuse(field, note, texts.access.unreachable);
  } catch {
    return refuse(field, note, texts.access.unreachable);
  }
  keep(text);
  if (goOn === null) return location.reload();
  gate?.close();
  gate?.remove();
  gate = null;
  offerToForget();
  goOn();
}

function refuse(field: HTMLInputElement, note: HTMLElement, why: string): void {
  field.setAttribute('aria-invalid', 'true');
  setNote(note, why, 'bad');
  field.select();
}
