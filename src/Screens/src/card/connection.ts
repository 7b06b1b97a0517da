import type { EngineClock } from '../shared/engineClock';
import { instant } from '../shared/format';
import type { StatusHub } from '../shared/hub';
import type { OpenMember } from '../shared/openMember';
import type { Toast } from '../shared/toast';
import { texts } from './texts';

/** A short break is nobody's business; after this long it is said how old the card is. */
const patienceMs = 1_500;
const backLastsMs = 3_000;

/** Says that the card is not live and of when it is, and that it is again. */
export class Connection {
  private wasLive = false;
  private isTold = false;
  private liveUntil = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    hub: StatusHub,
    private readonly member: OpenMember,
    private readonly toast: Toast,
    private readonly clock: EngineClock,
  ) {
    hub.stateChanged.on((state) => (state === 'live' ? this.back() : this.lost()));
  }

  /** The card on the page is one of that instant, with no engine there to ask. */
  shows(at: string): void {
    this.liveUntil = at;
    this.showAge();
  }

  private lost(): void {
    if (!this.wasLive) return;
    this.wasLive = false;
    this.liveUntil = this.clock.instant ?? this.liveUntil;
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
    if (this.isTold) this.toast.show(texts.back, '', backLastsMs);
    this.isTold = false;
  }
}
