import type { Programme, Status } from '@loyalty/client/contracts';
import { Celebration } from '../shared/celebrate';
import { byId, setText } from '../shared/dom';
import { emblem } from '../shared/emblem';
import { FaceLabel } from '../shared/faceLabel';
import { FaceView } from '../shared/faceView';
import type { NumbersPanel } from '../shared/numbers/numbersPanel';
import { Ladder } from '../shared/ladder';
import type { Moment } from '@loyalty/client';
import { CardDetails, type Details } from './cardDetails';
import { CodeView } from './codeView';
import { ConsentSwitch } from './consentSwitch';
import type { ExchangePanel } from './exchange/exchangePanel';
import { ErrorNotice } from './errorNotice';
import { LadderView } from './ladderView';
import { MessageView } from './messageView';
import { PerksView } from './perksView';
import { RewardsView } from './rewardsView';
import { texts } from './texts';

/** All that is on the page about a member. */
export class CardPage {
  readonly errorNotice = new ErrorNotice();
  readonly details: CardDetails;
  private readonly ladder = new Ladder();
  private readonly face = new FaceView(this.ladder, (from, to) => `${from} – ${to}`);
  private readonly label = new FaceLabel();
  private readonly celebration = new Celebration(this.label);
  private readonly message = new MessageView();
  private readonly rungs = new LadderView(this.ladder);
  private readonly perks = new PerksView();
  private readonly code = new CodeView();
  private readonly rewards = new RewardsView(() => void this.code.open());
  private readonly consent = new ConsentSwitch();
  private numbers: NumbersPanel | null = null;
  private exchange: ExchangePanel | null = null;
  private readonly content = byId('content', HTMLElement);
  private programme: Programme | null = null;
  private status: Status | null = null;
  /** The forecast of the status that is shown; null while it has not been read. */
  private forecast: Details['forecast'] | null = null;
  private emblemLevel: number | null = null;

  constructor() {
    this.details = new CardDetails((tier) => this.ladder.thresholdOf(tier));
    this.details.told.on(({ forecast }) => this.foretell(forecast));
  }

  /** The rules of the programme give the card its colour and its thresholds. */
  learn(programme: Programme): void {
    this.programme = programme;
    this.ladder.learn(programme);
    setText(byId('programme-name', HTMLElement), programme.name);
    if (this.status !== null) this.draw({ status: this.status, applied: [], isNew: false });
  }

  /** The member is no more: the page holds nothing of them. */
  erased(): void {
    this.content.remove();
    this.code.live(false);
    document.title = texts.page;
    this.errorNotice.showErased();
  }

  /** There is no member of that number: there was none, or the engine was restored to a day before they came. */
  unknown(memberId: string): void {
    this.content.hidden = true;
    this.status = null;
    document.title = texts.page;
    this.errorNotice.showUnknown(memberId);
  }

  live(isLive: boolean): void {
    this.label.live(isLive);
    this.code.live(isLive);
  }

  show(moment: Moment): void {
    const { status } = moment;
    this.errorNotice.clear();
    // First, for what is drawn is measured.
    this.content.hidden = false;
    // A forecast is of the card it was told for; the day is read anew in a moment.
    if (moment.isNew) this.forecast = null;
    this.draw(moment);
    this.celebration.see(moment.applied);
    this.details.follow(status, moment.isNew);
    this.consent.follow(status.memberId, moment.isNew);
    void this.showNumbers(status.memberId);
    this.code.follow(status.memberId);
    this.rewards.follow(status.memberId, moment.isNew);
  }

  /** What a member may change of their numbers comes after the card itself. */
  private async showNumbers(memberId: string): Promise<void> {
    if (this.numbers === null) {
      const found = await import('../shared/numbers/numbersPanel').catch(() => null);
      if (found === null) return;
      if (this.numbers === null) {
        this.numbers = new found.NumbersPanel();
        this.numbers.changed.on((schemes) => void this.showExchange(schemes));
        byId('privacy-title', HTMLElement).closest('section')?.before(this.numbers.element);
      }
    }
    await this.numbers.follow(memberId);
  }

  /** Points are exchanged by who has a number at a partner; what does it comes with them. */
  private async showExchange(schemes: ReadonlySet<string>): Promise<void> {
    const memberId = this.status?.memberId;
    if (memberId === undefined || (schemes.size === 0 && this.exchange === null)) return;
    if (this.exchange === null) {
      const found = await import('./exchange/exchangePanel').catch(() => null);
      if (found === null) return;
      if (this.exchange === null) {
        this.exchange = new found.ExchangePanel(() => this.rewardChanged(memberId));
        byId('rewards', HTMLElement).after(this.exchange.element);
      }
    }
    await this.exchange.follow(memberId, schemes);
  }

  /** Something of a member's rewards is otherwise than it was. */
  rewardChanged(memberId: string): void {
    if (memberId === this.status?.memberId) this.rewards.follow(memberId, false);
  }

  /** The details as this device remembers them, for when there is no engine to ask. */
  showOld(status: Status, details: Details): void {
    this.details.show(status, details);
    this.foretell(details.forecast);
  }

  private draw(moment: Moment): void {
    const { status } = moment;
    this.status = status;
    document.title = `${status.tier.name} · ${this.programme?.name ?? texts.page}`;
    this.face.show(moment);
    if (this.emblemLevel !== status.tier.level) {
      this.emblemLevel = status.tier.level;
      byId('card-emblem', HTMLElement).replaceChildren(emblem(status.tier.level));
    }
    this.perks.show(moment, this.programme);
    this.tell();
  }

  private foretell(forecast: Details['forecast']): void {
    this.forecast = forecast;
    this.tell();
  }

  /** What the status and its forecast say together. */
  private tell(): void {
    if (this.status === null) return;
    this.message.show(this.status, this.forecast, this.programme);
    if (this.programme !== null) this.rungs.show(this.status, this.programme, this.forecast ?? []);
  }
}
