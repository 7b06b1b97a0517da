import { loyalty } from '../shared/engine';
import { byId, setText } from '../shared/dom';
import { memberNumber } from '../shared/format';

/** A signed code is good for two minutes: it is made anew before that. */
const renewMs = 60_000;

/**
 * What a till, a gate or a lounge scans: small on the card, large and bright on a tap. The QR code is a signed one while the card is live, and
 * the plain number without the engine; the bars are always the number.
 */
export class CodeView {
  private readonly dialog = byId('code', HTMLDialogElement);
  private readonly button = byId('code-open', HTMLButtonElement);
  private memberId: string | null = null;
  private isLive = false;
  private timer: ReturnType<typeof setInterval> | undefined;
  private lock: WakeLockSentinel | null = null;

  constructor() {
    this.button.addEventListener('click', () => void this.open());
    byId('code-close', HTMLButtonElement).addEventListener('click', () => this.dialog.close());
    // A tap anywhere beside what is shown closes it too.
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    this.dialog.addEventListener('close', () => void this.lock?.release());
  }

  follow(memberId: string): void {
    if (memberId === this.memberId) return;
    this.memberId = memberId;
    void this.draw(memberId);
  }

  /** Only a live card has a signed code. */
  live(isLive: boolean): void {
    if (isLive === this.isLive) return;
    this.isLive = isLive;
    clearInterval(this.timer);
    if (isLive) this.timer = setInterval(() => this.renew(), renewMs);
    this.renew();
  }

  private renew(): void {
    if (this.memberId !== null) void this.drawQr(this.memberId);
  }

  /** The drawing comes after the card itself: nobody waits for it. */
  private async draw(memberId: string): Promise<void> {
    setText(byId('code-number', HTMLElement), memberNumber(memberId));
    const code = await this.drawing();
    if (memberId !== this.memberId || code === null) return;
    byId('code-bars', HTMLElement).replaceChildren(code.barCode(memberId));
    await this.drawQr(memberId);
  }

  /** The number at once, so that something is there to scan; then the signed code, where the engine gives one. */
  private async drawQr(memberId: string): Promise<void> {
    const code = await this.drawing();
    if (code === null || memberId !== this.memberId) return;
    const hasNone = byId('code-qr', HTMLElement).childElementCount === 0;
    if (!this.isLive || hasNone) this.putQr(code.qrCode(memberId), code.qrCode(memberId));
    if (!this.isLive) return;
    const signed = await loyalty.getCardCode(memberId);
    if (memberId !== this.memberId || !this.isLive) return;
    const text = signed.ok ? signed.value.code : memberId;
    this.putQr(code.qrCode(text), code.qrCode(text));
  }

  private putQr(small: SVGSVGElement, large: SVGSVGElement): void {
    byId('code-small', HTMLElement).replaceChildren(small);
    byId('code-qr', HTMLElement).replaceChildren(large);
  }

  /** Without a network it may not have been kept yet: then the number is there to read. */
  private drawing(): Promise<typeof import('./memberCode') | null> {
    return import('./memberCode').catch(() => null);
  }

  async open(): Promise<void> {
    this.dialog.showModal();
    // The screen stays on while somebody scans; not every phone lets a page ask for that.
    this.lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    if (!this.dialog.open) await this.lock?.release();
  }
}
