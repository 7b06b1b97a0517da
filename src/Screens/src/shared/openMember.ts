import { getMember } from './api';
import { type CardState, type Step, applyChange, applySnapshot, emptyCard, hasGap } from './cardState';
import type { StatusHub } from './hub';
import type { Problem } from './problem';
import type { Change, Status } from './contracts';
import { Signal } from './signal';

/** What is on the screen about a member: the card, and the changes that just made it so. */
export interface CardMoment {
  readonly status: Status;
  readonly applied: readonly Change[];
  /** The first moment of a card that was not open before. */
  readonly isNew: boolean;
}

/** Missing versions come by themselves in most cases; after so long they are asked for. */
const gapPatienceMs = 1_000;
const watchAgainMs = 5_000;

/** The member whose card is open. Read once when opened, from then on moved by what the hub pushes. */
export class OpenMember {
  readonly moved = new Signal<CardMoment>();
  /** The open member was erased: nothing of them is held here any more. */
  readonly gone = new Signal();
  private memberId: string | null = null;
  private state: CardState = emptyCard;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly hub: StatusHub) {
    hub.changed.on((change) => {
      if (change.memberId === this.memberId) this.take(applyChange(this.state, change));
    });
    hub.erased.on((erased) => {
      if (erased.memberId === this.memberId) this.forget();
    });
    hub.refreshed.on((status) => {
      if (status.memberId === this.memberId) this.take(applySnapshot(this.state, status));
    });
  }

  get id(): string | null {
    return this.memberId;
  }

  get status(): Status | null {
    return this.state.status;
  }

  /** Opens a number; answers the problem if there is no such card. */
  async open(memberId: string): Promise<Problem | null> {
    const answer = await getMember(memberId);
    if (!answer.ok) return answer.problem;
    this.show(answer.value.status);
    return null;
  }

  /** Opens a card that is known already. */
  show(status: Status): void {
    const before = this.memberId;
    const isNew = before !== status.memberId;
    if (isNew) {
      this.memberId = status.memberId;
      this.state = emptyCard;
      if (before !== null) this.hub.unwatchMember(before).catch(() => undefined);
    }
    this.state = applySnapshot(this.state, status).state;
    this.moved.emit({ status: this.state.status ?? status, applied: [], isNew });
    void this.watch();
  }

  /** Asks the hub for what came after the card's version and for all that comes. Called on every new connection. */
  async watch(): Promise<void> {
    clearTimeout(this.timer);
    const memberId = this.memberId;
    if (memberId === null || !this.hub.isLive) return;
    try {
      const status = await this.hub.watchMember(memberId, this.state.status?.version ?? null);
      if (memberId === this.memberId) this.take(applySnapshot(this.state, status));
    } catch (fault) {
      if (memberId !== this.memberId) return;
      if (String(fault).includes('member-erased')) return this.forget();
      console.warn(`WatchMember ${memberId}:`, fault);
      this.watchIn(watchAgainMs);
    }
  }

  private take(step: Step): void {
    const before = this.state.status;
    this.state = step.state;
    if (step.state.status !== null && step.state.status !== before) {
      this.moved.emit({ status: step.state.status, applied: step.applied, isNew: false });
    }
    if (hasGap(this.state)) this.watchIn(gapPatienceMs);
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.memberId = null;
    this.state = emptyCard;
    this.gone.emit();
  }

  private watchIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.watch(), ms);
  }
}
