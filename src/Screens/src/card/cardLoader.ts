import { isUncertain } from '@loyalty/client';
import type { Status } from '@loyalty/client/contracts';
import type { EngineClock } from '../shared/engineClock';
import type { OpenMember } from '../shared/openMember';
import type { HubLight } from '../shared/hubLight';
import type { ProgrammeMonitor } from '../shared/programmeMonitor';
import type { Details } from './cardDetails';
import type { CardPage } from './cardPage';
import type { Connection } from './connection';
import { forgetLastKnown, keepLastKnown, lastKnown } from './lastKnown';

/** Opens the card: from the engine, or as it was last seen here while there is none. */
export class CardLoader {
  /** What is shown was read from this device, not from the engine. */
  private isOld = false;
  private details: Details | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly memberId: string,
    private readonly member: OpenMember,
    private readonly page: CardPage,
    private readonly connection: Connection,
    private readonly programmes: ProgrammeMonitor,
    private readonly clock: EngineClock,
    private readonly light: HubLight,
  ) {}

  /** Called at the start, on every new connection and when a person asks for it: one after the other. */
  goOn(): Promise<void> {
    this.turn = this.turn.catch(() => undefined).then(() => this.step());
    return this.turn;
  }

  private async step(): Promise<void> {
    // The programme and the clock come before the card: so the card has its colour and all its lines when it is first seen.
    if (this.programmes.programme === null) await this.programmes.read();
    if (this.member.id !== null && !this.isOld) return this.member.watch();
    const refused = await this.member.open(this.memberId);
    if (refused === null) {
      this.isOld = false;
      this.light.hasData();
      if (this.member.status !== null) this.keep(this.member.status);
      return;
    }
    if (refused.code === 'member-erased') return this.gone('erased');
    if (refused.code === 'unknown-member') return this.gone('unknown');
    const known = this.member.id === null && isUncertain(refused) ? lastKnown(this.memberId) : null;
    if (known !== null) {
      this.page.learn(known.programme);
      this.isOld = true;
      this.connection.shows(known.at);
      this.member.show(known.status, false);
      if (known.details !== null) this.page.showOld(known.status, known.details);
    } else if (this.member.id === null) {
      this.page.errorNotice.show(refused);
    }
  }

  /** The member was erased, or there is none of that number (any more): nothing of them stays on this device. */
  gone(why: 'erased' | 'unknown'): void {
    forgetLastKnown();
    if (why === 'erased') this.page.erased();
    else this.page.unknown(this.memberId);
  }

  /** Keeps the details of the card with it. */
  keepDetails(details: Details): void {
    this.details = details;
    if (this.member.status !== null) this.keep(this.member.status);
  }

  /** Keeps what the engine has told for the next time there is no network. */
  keep(status: Status): void {
    const { programme } = this.programmes;
    const at = this.clock.instant;
    if (programme === null || at === null || this.isOld) return;
    keepLastKnown({ status, programme, details: this.details, at });
  }
}
