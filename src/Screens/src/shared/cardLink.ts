import { maybe, list, shape, text } from '@loyalty/client/decode';
import { el, setNote, setText } from './dom';
import { call } from './engine';
import { time } from './format';
import { texts } from './texts';
import { problemText } from './texts/problemText';

const link = shape({ memberId: text, path: text, expiresAt: text });
const devices = shape({ items: list(shape({ deviceId: text, name: maybe(text), addedAt: text, lastUsedAt: text })) });

const of = (memberId: string): string => `/v1/members/${encodeURIComponent(memberId)}`;

export const getDevices = (memberId: string) => call({ method: 'GET', path: `${of(memberId)}/devices` }, devices);

export const revokeDevice = (memberId: string, deviceId: string) =>
  call({ method: 'DELETE', path: `${of(memberId)}/devices/${encodeURIComponent(deviceId)}` }, () => null);

/** Shows a member a link to their own card as a QR code, for their phone's camera. It opens the card once, on the phone that is first. */
export class CardLinkDialog {
  private readonly code = el('div', { class: 'link-code' });
  private readonly note = el('p', { class: 'note', role: 'status' });
  private readonly address = el('a', { class: 'link-address' });
  private readonly element: HTMLDialogElement;

  constructor(private readonly onClosed: () => void = () => undefined) {
    const close = el('button', { type: 'button', class: 'quiet wide' }, texts.cardLink.close);
    this.element = el(
      'dialog',
      { class: 'card-link', 'aria-labelledby': 'card-link-title' },
      el('h2', { id: 'card-link-title' }, texts.cardLink.title),
      el('p', {}, texts.cardLink.words),
      this.code,
      this.address,
      this.note,
      close,
    );
    close.addEventListener('click', () => this.element.close());
    this.element.addEventListener('close', () => {
      // What was shown is not left for whoever comes next.
      this.code.replaceChildren();
      this.address.removeAttribute('href');
      setText(this.address, '');
      this.onClosed();
    });
    document.body.append(this.element);
  }

  async show(memberId: string): Promise<void> {
    setNote(this.note, texts.cardLink.making);
    this.element.showModal();
    const [answer, drawing] = await Promise.all([call({ method: 'POST', path: `${of(memberId)}/card-links` }, link), import('../card/memberCode')]);
    if (!this.element.open) return;
    if (!answer.ok) return setNote(this.note, problemText(answer.problem), 'bad');
    const address = location.origin + answer.value.path;
    this.code.replaceChildren(drawing.qrCode(address));
    this.address.href = address;
    setText(this.address, texts.cardLink.address);
    setNote(this.note, texts.cardLink.until(time(answer.value.expiresAt)));
  }
}
