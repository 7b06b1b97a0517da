import { byId, el, setText, setNote } from '../shared/dom';
import type { EngineClock } from '../shared/engineClock';
import { instant } from '../shared/format';
import { problemText } from '../shared/texts/problemText';
import { KeyForm } from './keyForm';
import { type Key, getKeys, revokeKey } from './keysApi';
import { PairingPanel } from './pairingPanel';
import { nothing, table } from './table';
import { texts } from './texts';

/** How long the second press of a revocation is waited for. */
const sureWithinMs = 4_000;

/** The keys of systems: what there is, what may be revoked, and a form for one more. */
export class KeysPanel {
  private readonly note = byId('keys-note', HTMLElement);
  private readonly more = byId('keys-more', HTMLButtonElement);
  private keys: readonly Key[] = [];
  private next: string | null = null;

  constructor(private readonly clock: EngineClock) {
    new KeyForm(() => void this.read());
    new PairingPanel(() => void this.read());
    this.more.addEventListener('click', () => void this.page(this.next));
  }

  async read(): Promise<void> {
    this.keys = [];
    await this.page(null);
  }

  private async page(cursor: string | null): Promise<void> {
    const answer = await getKeys(cursor);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    this.keys = [...(cursor === null ? [] : this.keys), ...answer.value.items];
    this.next = answer.value.next;
    this.more.hidden = this.next === null;
    setNote(this.note, this.keys.length === 0 ? texts.noKeys : '');
    byId('keys-table', HTMLElement).replaceChildren(...(this.keys.length === 0 ? [] : [this.tableOf(this.keys)]));
  }

  private tableOf(keys: readonly Key[]): HTMLElement {
    return table(
      [texts.keyName, texts.scopes, texts.state, texts.lastUsed, texts.made, ''],
      keys.map((key) => [
        el('span', {}, key.name, el('small', { class: 'mono key-id' }, `lk_${key.id}`)),
        el('span', { class: 'mono' }, key.scopes.join(' ')),
        stateOf(key, this.clock.now),
        key.lastUsedAt === null ? nothing : instant(key.lastUsedAt),
        instant(key.createdAt),
        isGood(key, this.clock.now) ? this.revokeButton(key) : '',
      ]),
    );
  }

  /** Nobody takes a till off by a slip of the hand: it takes two presses. */
  private revokeButton(key: Key): HTMLElement {
    const button = el('button', { type: 'button', class: 'quiet small danger', 'aria-label': `${texts.revoke}: ${key.name}` }, texts.revoke);
    let isSure = false;
    button.addEventListener('click', () => {
      if (isSure) return void this.revoke(key);
      isSure = true;
      setText(button, texts.revokeAgain);
      button.ariaLabel = `${texts.revokeAgain}: ${key.name}`;
      setTimeout(() => {
        isSure = false;
        setText(button, texts.revoke);
        button.ariaLabel = `${texts.revoke}: ${key.name}`;
      }, sureWithinMs);
    });
    return button;
  }

  private async revoke(key: Key): Promise<void> {
    const answer = await revokeKey(key.id);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    await this.read();
  }
}

const hasExpired = ({ expiresAt }: Key, now: number | null): boolean => expiresAt !== null && now !== null && Date.parse(expiresAt) <= now;

const isGood = (key: Key, now: number | null): boolean => key.revokedAt === null && !hasExpired(key, now);

function stateOf(key: Key, now: number | null): string {
  if (key.revokedAt !== null) return `${texts.revoked} ${instant(key.revokedAt)}`;
  if (hasExpired(key, now)) return texts.expired;
  return key.expiresAt === null ? texts.good : `${texts.good} → ${instant(key.expiresAt)}`;
}
