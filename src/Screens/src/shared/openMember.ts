import { getMember } from './api';
import { type CardState, type Step, applyAnswer, applyChange, applySnapshot, emptyCard, hasGap, unconfirmed } from './cardState';
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
  /** The open member was erased, or the engine does not know them any more: nothing of them is held here. */
  readonly gone = new Signal<'erased' | 'unknown'>();
  private memberId: string | null = null;
  private state: CardState = emptyCard;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly hub: StatusHub) {
    hub.changed.on((change) => {
      if (change.memberId === this.memberId) this.take(applyChange(this.state, change));
    });
    // What was held before a break is not certain any more.
    hub.stateChanged.on(() => {
      this.state = unconfirmed(this.state);
    });
    hub.erased.on((erased) => {
      if (erased.memberId === this.memberId) this.forget('erased');
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

  /**
   * Opens a card that is known already.
   * @param isAnswer Whether the engine has just told it; else it is what this device remembers.
   */
  show(status: Status, isAnswer = true): void {
    const before = this.memberId;
    const isNew = before !== status.memberId;
    if (isNew) {
      this.memberId = status.memberId;
      this.state = emptyCard;
      if (before !== null) this.hub.unwatchMember(before).catch(() => undefined);
    }
    this.state = (isAnswer ? applyAnswer : applySnapshot)(this.state, status).state;
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
      if (memberId === this.memberId) this.take(applyAnswer(this.state, status));
    } catch (fault) {
      if (memberId !== this.memberId) return;
      // An engine that was restored may not know the member yet.
      if (String(fault).includes('member-erased')) return this.forget('erased');
      if (String(fault).includes('unknown-member')) return this.forget('unknown');
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

  private forget(why: 'erased' | 'unknown'): void {
    clearTimeout(this.timer);
    this.memberId = null;
    this.state = emptyCard;
    this.gone.emit(why);
  }

  private watchIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.watch(), ms);
  }
}
