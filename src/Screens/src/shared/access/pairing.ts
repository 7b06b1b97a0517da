import { maybe, shape, text } from '@loyalty/client/decode';
import { el, setText } from '../dom';
import { texts } from '../texts';
import { unguarded } from './unguarded';

const asked = shape({ code: text, kind: text, expiresAt: text });
const claimed = shape({ state: text, key: maybe(text) });

/** How often a device asks whether somebody has confirmed its code. */
const askEveryMs = 2_500;

/** What this page is, where a device can be let in by a code: `<html data-device="till">`. */
export const canPair = (): boolean => document.documentElement.dataset['device'] !== undefined;

/** Shows a code that somebody confirms in the console, and hands the key over once it is there. */
export class Pairing {
  private readonly code = el('output', { class: 'pair-code' }, '······');
  private readonly note = el('p', { class: 'note', role: 'status' });
  readonly element = el('div', { class: 'pairing' }, el('p', {}, texts.access.pairWords), this.code, this.note);
  private readonly deviceKey = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onKey: (key: string) => void) {
    void this.ask();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    const answer = await unguarded.call({ method: 'POST', path: '/v1/pairings', body: { ...place(), deviceKey: this.deviceKey } }, asked);
    if (!answer.ok) return this.later(() => this.ask());
    setText(this.code, answer.value.code);
    setText(this.note, texts.access.pairWaiting);
    this.later(() => this.claim());
  }

  private async claim(): Promise<void> {
    const answer = await unguarded.call({ method: 'POST', path: '/v1/pairings/claims', body: { deviceKey: this.deviceKey } }, claimed);
    if (answer.ok && answer.value.key !== null) return this.onKey(answer.value.key);
    if (!answer.ok && (answer.problem.status === 404 || answer.problem.status === 409)) return setText(this.note, texts.access.pairOver);
    this.later(() => this.claim());
  }

  private later(next: () => Promise<void>): void {
    this.timer = setTimeout(() => void next(), askEveryMs);
  }
}

/** What asks, and where it stands. */
function place(): Readonly<Record<string, string>> {
  const kind = document.documentElement.dataset['device'] ?? 'till';
  if (kind !== 'display') return { kind };
  const [airport = '', location = ''] = globalThis.location.pathname.split('/').slice(2).map(decodeURIComponent);
  return { kind, airport: airport.toUpperCase(), location };
}
