import { CardLinkDialog, getDevices, revokeDevice } from '../shared/cardLink';
import { el, setNote } from '../shared/dom';
import { instant } from '../shared/format';
import { problemText } from '../shared/texts/problemText';
import { sentences, texts } from './texts';

/** The phones on which a member has opened the card, and a link for one more. */
export class DevicesPanel {
  private readonly note = el('p', { class: 'note', role: 'status' });
  private readonly list = el('ul', { id: 'devices', class: 'devices', 'aria-label': texts.devices });
  readonly element: HTMLElement;
  private memberId: string | null = null;

  constructor() {
    const dialog = new CardLinkDialog(() => void this.read());
    const open = el('button', { type: 'button', id: 'device-link', class: 'quiet wide' }, texts.openOnPhone);
    open.addEventListener('click', () => {
      if (this.memberId !== null) void dialog.show(this.memberId);
    });
    this.element = el('section', { class: 'panel', 'aria-labelledby': 'devices-title' }, el('h2', { id: 'devices-title' }, texts.devices), this.note, this.list, open);
  }

  async follow(memberId: string): Promise<void> {
    if (memberId === this.memberId) return;
    this.memberId = memberId;
    this.list.replaceChildren();
    await this.read();
  }

  private async read(): Promise<void> {
    const { memberId } = this;
    if (memberId === null) return;
    const answer = await getDevices(memberId);
    if (memberId !== this.memberId) return;
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    setNote(this.note, answer.value.items.length === 0 ? texts.noDevices : '');
    this.list.replaceChildren(
      ...answer.value.items.map(({ deviceId, name, addedAt, lastUsedAt }) => {
        const revoke = el('button', { type: 'button', class: 'quiet small', 'aria-label': sentences.revokeDevice(name ?? deviceId) }, texts.revoke);
        revoke.addEventListener('click', () => void this.revoke(memberId, deviceId));
        return el('li', { 'data-device': deviceId }, el('span', {}, el('bdi', {}, name ?? deviceId), el('small', {}, sentences.deviceUsed(instant(addedAt), instant(lastUsedAt)))), revoke);
      }),
    );
  }

  private async revoke(memberId: string, deviceId: string): Promise<void> {
    const answer = await revokeDevice(memberId, deviceId);
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    await this.read();
  }
}
