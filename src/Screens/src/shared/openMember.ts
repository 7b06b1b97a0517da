import { type MemberWatch, type Moment, type Problem, type Status, Signal } from '@loyalty/client';
import { loyalty } from './engine';
import { live } from './liveEngine';

/** The member whose card is open: read once when opened, from then on watched. */
export class OpenMember {
  readonly moved = new Signal<Moment>();
  /** The open member was erased, or the engine does not know them any more: nothing of them is held here. */
  readonly gone = new Signal<'erased' | 'unknown'>();
  private watched: MemberWatch | null = null;

  get id(): string | null {
    return this.watched?.memberId ?? null;
  }

  get status(): Status | null {
    return this.watched?.status ?? null;
  }

  /** Opens a number; answers the problem if there is no such card. */
  async open(memberId: string): Promise<Problem | null> {
    const answer = await loyalty.getMember(memberId);
    if (!answer.ok) return answer.problem;
    this.show(answer.value.status);
    return null;
  }

  /**
   * Opens a card that is known already.
   * @param isAnswer Whether the engine has just told it; else it is what this device remembers.
   */
  show(status: Status, isAnswer = true): void {
    const before = this.watched;
    if (before?.memberId === status.memberId) return before.know(status, isAnswer);
    before?.stop();
    const watched = live.watch(status.memberId);
    this.watched = watched;
    watched.moved.on((moment) => this.moved.emit(moment));
    watched.gone.on((why) => {
      watched.stop();
      if (this.watched === watched) this.watched = null;
      this.gone.emit(why);
    });
    watched.refused.on(({ code, detail }) => console.warn(`WatchMember ${status.memberId}: ${code}: ${detail}`));
    watched.know(status, isAnswer);
  }

  /** Asks what came after the card's version; resolves when it is shown. */
  async watch(): Promise<void> {
    await this.watched?.ask();
  }
}
