import { byId, setText } from '../shared/dom';
import { memberNumber } from '../shared/format';

/** The member number as a code: small on the card, large and bright on a tap, for the scanner of a till or a lounge. */
export class CodeView {
  private readonly dialog = byId('code', HTMLDialogElement);
  private readonly button = byId('code-open', HTMLButtonElement);
  private memberId: string | null = null;
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

  /** The drawing comes after the card itself: nobody waits for it. */
  private async draw(memberId: string): Promise<void> {
    // Without a network it may not have been kept yet: then the number is there to read.
    const code = await import('./memberCode').catch(() => null);
    if (memberId !== this.memberId) return;
    setText(byId('code-number', HTMLElement), memberNumber(memberId));
    if (code === null) return;
    const { barCode, qrCode } = code;
    byId('code-small', HTMLElement).replaceChildren(qrCode(memberId));
    byId('code-qr', HTMLElement).replaceChildren(qrCode(memberId));
    byId('code-bars', HTMLElement).replaceChildren(barCode(memberId));
  }

  private async open(): Promise<void> {
    this.dialog.showModal();
    // The screen stays on while somebody scans; not every phone lets a page ask for that.
    this.lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    if (!this.dialog.open) await this.lock?.release();
  }
}
