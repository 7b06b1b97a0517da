import { backoff } from './backoff.js';
import type { Change, RewardChange, Status } from './contracts.js';
import type { StatusHub } from './hub.js';
import { Signal } from './signal.js';
import { type Step, type WatchState, applyAnswer, applyChange, applySnapshot, asked, hasGap, nothingKnown, unconfirmed } from './watchState.js';

/** Where a member stands, and the changes that just made it so. */
export interface Moment {
  readonly status: Status;
  /** In order of version, each once. */
  readonly applied: readonly Change[];
  /** The first moment of this watch. */
  readonly isNew: boolean;
}

/** Why the hub does not let a member be watched: a stable code, and a sentence. */
export interface HubRefusal {
  readonly code: string;
  readonly detail: string;
}

/** Missing versions come by themselves in most cases; after so long they are asked for. */
const gapPatienceMs = 1_000;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/**
 * Follows one member for as long as it is not stopped: no version is missed, told twice or out of order, over whatever breaks. Where the
 * engine says that a member stands is the truth, also where a restore has taken it back.
 */
export class MemberWatch {
  readonly moved = new Signal<Moment>();
  /** The member was erased: that ends the watch. Or is unknown, as after a restore to a day before they came: asked again on the next connection. */
  readonly gone = new Signal<'erased' | 'unknown'>();
  /** The hub does not let this caller watch the member, or cannot now. It is asked again. */
  readonly refused = new Signal<HubRefusal>();
  /** Something of the member's rewards has changed: ask; null on each connection, because what was told before it is not repeated. */
  readonly rewarded = new Signal<RewardChange | null>();
  private state: WatchState = nothingKnown;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: Promise<void> | null = null;
  private failures = 0;
  private isStopped = false;
  private readonly endings: readonly (() => void)[];

  constructor(
    private readonly hub: StatusHub,
    readonly memberId: string,
  ) {
    hub.join(memberId);
    this.endings = [
      hub.connected.on(() => {
        void this.ask();
        this.rewarded.emit(null);
      }),
      hub.rewardChanged.on((change) => {
        if (change.memberId === memberId) this.rewarded.emit(change);
      }),
      hub.woken.on(() => void this.ask()),
      hub.changed.on((change) => {
        if (change.memberId === memberId) this.take(applyChange(this.state, change));
      }),
      hub.refreshed.on((status) => {
        if (status.memberId === memberId) this.take(applySnapshot(this.state, status));
      }),
      hub.erased.on((erased) => {
        if (erased.memberId === memberId) this.lose('erased');
      }),
      // What was held before a break is not certain any more.
      hub.stateChanged.on(() => {
        this.state = unconfirmed(this.state);
      }),
    ];
    void this.ask();
  }

  /** Where the member stands, as far as is known here; null before anything is. */
  get status(): Status | null {
    return this.state.status;
  }

  /**
   * Takes a status that is known already, so that only what came after it is asked for.
   * @param isAnswer Whether the engine has just told it; else it is what was remembered.
   */
  know(status: Status, isAnswer: boolean): void {
    this.take((isAnswer ? applyAnswer : applySnapshot)(this.state, status));
  }

  /** Asks the hub for what came after the version that is known. It happens by itself on every new connection. */
  ask(): Promise<void> {
    this.asking ??= this.askOnce().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  /** Ends the watch. */
  stop(): void {
    if (this.isStopped) return;
    this.isStopped = true;
    clearTimeout(this.timer);
    for (const end of this.endings) end();
    this.hub.leave(this.memberId);
  }

  private async askOnce(): Promise<void> {
    clearTimeout(this.timer);
    // Whoever made the watch listens from the next turn on.
    await Promise.resolve();
    if (this.isStopped || !this.hub.isLive) return;
    this.state = asked(this.state);
    try {
      const status = await this.hub.watchMember(this.memberId, this.state.status?.version ?? null);
      this.failures = 0;
      if (!this.isStopped) this.take(applyAnswer(this.state, status));
    } catch (fault) {
      if (!this.isStopped) this.fail(fault);
    }
  }

  private fail(fault: unknown): void {
    const refusal = refusalOf(fault);
    if (refusal?.code === 'member-erased') return this.lose('erased');
    if (refusal?.code === 'unknown-member') return this.lose('unknown');
    if (refusal !== null) this.refused.emit(refusal);
    this.askIn(backoff(this.failures++, firstWaitMs, longestWaitMs));
  }

  private take(step: Step): void {
    const before = this.state.status;
    this.state = step.state;
    if (step.state.status !== null && step.state.status !== before) {
      this.moved.emit({ status: step.state.status, applied: step.applied, isNew: before === null });
    }
    if (hasGap(this.state)) this.askIn(gapPatienceMs);
    else if (this.failures === 0) clearTimeout(this.timer);
  }

  private lose(why: 'erased' | 'unknown'): void {
    this.state = nothingKnown;
    if (why === 'erased') this.stop();
    this.gone.emit(why);
  }

  private askIn(ms: number): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => void this.ask(), ms);
  }
}

/** The refusal in the words of a failed call of the hub ("…HubException: code: detail"); null for a fault on the way. */
export function refusalOf(fault: unknown): HubRefusal | null {
  const words = /(?:^|HubException: |: )([a-z]+(?:-[a-z]+)+): (.*)$/s.exec(fault instanceof Error ? fault.message : String(fault));
  return words === null ? null : { code: words[1] ?? '', detail: words[2] ?? '' };
}
