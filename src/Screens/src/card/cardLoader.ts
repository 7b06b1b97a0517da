import { getProgramme } from '../shared/api';
import type { OpenMember } from '../shared/openMember';
import { isUncertain } from '../shared/problem';
import type { Programme, Status } from '../shared/contracts';
import type { CardPage } from './cardPage';
import type { Connection } from './connection';
import { forgetLastKnown, keepLastKnown, lastKnown } from './lastKnown';

/** Opens the card: from the engine, or as it was last seen here while there is none. */
export class CardLoader {
  private programme: Programme | null = null;
  /** What is shown was read from this device, not from the engine. */
  private isOld = false;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly memberId: string,
    private readonly member: OpenMember,
    private readonly page: CardPage,
    private readonly connection: Connection,
  ) {}

  /** Called at the start, on every new connection and when a person asks for it: one after the other. */
  goOn(): Promise<void> {
    this.turn = this.turn.catch(() => undefined).then(() => this.step());
    return this.turn;
  }

  private async step(): Promise<void> {
    // The programme comes before the card: so the card has its colour and all its lines when it is first seen.
    if (this.programme === null) await this.learn();
    if (this.member.id !== null && !this.isOld) return this.member.watch();
    const refused = await this.member.open(this.memberId);
    if (refused === null) {
      this.isOld = false;
      if (this.member.status !== null) this.keep(this.member.status);
      return;
    }
    const known = isUncertain(refused) ? lastKnown(this.memberId) : null;
    if (known !== null && this.member.id === null) {
      this.page.learn(known.programme);
      this.isOld = true;
      this.connection.shows(known.at);
      this.member.show(known.status);
    } else if (refused.code === 'unknown-member' || refused.code === 'member-erased') {
      forgetLastKnown();
    }
    if (refused.code === 'member-erased') this.gone();
    else if (this.member.id === null) this.page.errorNotice.show(refused, this.memberId);
  }

  /** The member was erased: nothing of them stays on this device. */
  gone(): void {
    forgetLastKnown();
    this.page.gone();
  }

  /** Keeps what the engine has told for the next time there is no network. */
  keep(status: Status): void {
    if (this.programme === null || this.isOld) return;
    keepLastKnown({ status, programme: this.programme, at: new Date().toISOString() });
  }

  private async learn(): Promise<void> {
    const answer = await getProgramme();
    if (!answer.ok) return;
    this.programme = answer.value;
    this.page.learn(answer.value);
  }
}
