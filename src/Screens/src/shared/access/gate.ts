import { LoyaltyCalls } from '@loyalty/client';
import { el, setNote, setText } from '../dom';
import { texts } from '../texts';
import { Pairing, canPair } from './pairing';
import { forget, isOfDevice, keep, secret } from './secret';
import { type Provider, begin, keepFresh, leave, provider, renew, signedIn } from './signIn';
import { whoAmI } from './whoAmI';

let gate: HTMLDialogElement | null = null;
let asking = false;
let goOn: (() => void) | null = null;
let pairing: Pairing | null = null;

/**
 * What a page does once it is given a key or token, where it must keep what was typed. It tries again what was turned away. Without
 * this the page begins anew.
 */
export function whenLetIn(listener: () => void): void {
  goOn = listener;
}

/**
 * Asks for the key or token, once however many calls were turned away. Whoever has signed in is asked only where the provider does not
 * renew the token by itself.
 * @param sent What the call was turned away with; nothing is asked where another has been given since.
 */
export function askForSecret(sent: string | null): void {
  if (asking || sent !== secret()) return;
  asking = true;
  void ask();
}

/** Who this page is taken for and a way to leave, on every page that has one: in its head where it has a place for that, else below. */
export function offerToForget(): void {
  if (secret() === null || document.querySelector('.access-who') !== null) return;
  const name = el('bdi', { class: 'access-name' });
  const button = el('button', { type: 'button', class: 'access-forget' }, signedIn() === null ? texts.access.forget : texts.access.signOut);
  button.addEventListener('click', () => {
    const hasSignedIn = signedIn() !== null;
    forget();
    if (hasSignedIn) void leave();
    else location.reload();
  });
  (document.querySelector('[data-access]') ?? document.body).append(el('div', { class: 'access-who' }, name, button));
  keepFresh();
  void tellWho(name);
}

async function tellWho(name: HTMLElement): Promise<void> {
  const me = await whoAmI();
  if (me === null) return;
  const person = signedIn()?.name ?? me.memberId ?? me.name;
  setText(name, me.kind === 'member' ? person : [person, ...me.scopes.filter((scope) => scope !== 'member')].join(' · '));
}

async function ask(): Promise<void> {
  if (await renew()) return letIn();
  const signsIn = document.documentElement.dataset['signIn'] !== 'no';
  open(signsIn ? await provider() : null);
}

function open(at: Provider | null): void {
  const note = el('p', { id: 'access-note', class: 'note', role: 'alert' });
  const field = el('input', { id: 'access-secret', type: 'password', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'access-note' });
  const byKey = el(
    'form',
    { novalidate: '' },
    el('p', {}, isOfDevice() ? texts.access.forDevice : texts.access.forPeople),
    el('label', { for: 'access-secret' }, texts.access.secret),
    field,
    el('button', { type: 'submit', ...(at === null ? {} : { class: 'second' }) }, texts.access.enter),
  );
  byKey.addEventListener('submit', (event) => {
    event.preventDefault();
    void enter(field, note);
  });
  // What was tried with the one before has been told: it is not accepted.
  if (secret() !== null) refuse(field, note, signedIn() === null ? texts.access.wrong : texts.access.ended);
  pairing?.stop();
  pairing = at === null && canPair() ? new Pairing(takeKey) : null;
  const title = el('h2', { id: 'access-title' }, pairing !== null ? texts.access.pairTitle : at === null ? texts.access.title : texts.access.signInTitle);
  const way = pairing !== null ? [pairing.element, byKey] : at === null ? [byKey] : [signInButton(at, note), el('details', {}, el('summary', {}, texts.access.byKey), byKey)];
  gate = el('dialog', { class: 'access', 'aria-labelledby': 'access-title' }, title, note, ...way);
  gate.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(gate);
  gate.showModal();
  (at === null ? field : gate.querySelector('button'))?.focus();
}

function signInButton(at: Provider, note: HTMLElement): HTMLButtonElement {
  const button = el('button', { type: 'button', id: 'sign-in' }, texts.access.signIn);
  button.addEventListener('click', () => {
    button.disabled = true;
    begin(at).catch(() => {
      button.disabled = false;
      setNote(note, texts.access.providerUnreachable, 'bad');
    });
  });
  return button;
}

async function enter(field: HTMLInputElement, note: HTMLElement): Promise<void> {
  const text = field.value.trim();
  if (text === '') return field.focus();
  try {
    const answer = await new LoyaltyCalls('', { token: text }).send('/v1/programme', {});
    if (answer.status === 401 || answer.status === 403) return refuse(field, note, texts.access.wrong);
    if (!answer.ok) return refuse(field, note, texts.access.unreachable);
  } catch {
    return refuse(field, note, texts.access.unreachable);
  }
  keep(text);
  letIn();
}

function takeKey(key: string): void {
  keep(key);
  letIn();
}

function letIn(): void {
  pairing?.stop();
  if (goOn === null) return location.reload();
  gate?.close();
  gate?.remove();
  gate = null;
  asking = false;
  offerToForget();
  goOn();
}

function refuse(field: HTMLInputElement, note: HTMLElement, why: string): void {
  field.setAttribute('aria-invalid', 'true');
  setNote(note, why, 'bad');
  field.select();
}
