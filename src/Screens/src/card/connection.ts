import type { StatusHub } from '@loyalty/client';
import type { EngineClock } from '../shared/engineClock';
import { instant } from '../shared/format';
import type { OpenMember } from '../shared/openMember';
import type { Toast } from '../shared/toast';
import { texts } from './texts';

/** A short break is nobody's business; after this long it is said how old the card is. */
const patienceMs = 1_500;
const backLastsMs = 3_000;

/** Says that the card is not live and of when it is, and that it is again. */
export class Connection {
  private wasLive = false;
  private wasPaused = false;
  private isTold = false;
  private liveUntil = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    hub: StatusHub,
    private readonly member: OpenMember,
    private readonly toast: Toast,
    private readonly clock: EngineClock,
  ) {
    hub.stateChanged.on((state) => (state === 'live' ? this.back() : this.lost(state === 'paused')));
  }

  /** The card on the page is one of that instant, with no engine there to ask. */
  shows(at: string): void {
    this.liveUntil = at;
    this.showAge();
  }

  private lost(isPaused: boolean): void {
    if (this.wasLive) this.liveUntil = this.clock.instant ?? this.liveUntil;
    if (this.wasLive || this.wasPaused) this.wait(isPaused);
    this.wasLive = false;
    this.wasPaused = isPaused;
  }

  /** A page that nobody sees waits with it until somebody does. */
  private wait(isPaused: boolean): void {
    clearTimeout(this.timer);
    if (isPaused) return;
    this.timer = setTimeout(() => {
      if (this.member.status !== null) this.showAge();
    }, patienceMs);
  }

  private showAge(): void {
    this.isTold = true;
    this.toast.show(texts.offline, texts.offlineWords(instant(this.liveUntil)), null);
  }

  private back(): void {
    clearTimeout(this.timer);
    this.wasLive = true;
    this.wasPaused = false;
    if (this.isTold) this.toast.show(texts.back, '', backLastsMs);
    this.isTold = false;
  }
}
