import { Celebration } from '../shared/celebrate';
import { byId, setText } from '../shared/dom';
import { FaceLabel } from '../shared/faceLabel';
import { FaceView } from '../shared/faceView';
import { Ladder } from '../shared/ladder';
import type { CardMoment } from '../shared/openMember';
import { reviewText } from '../shared/texts/reviewText';
import type { Programme } from '../shared/contracts';
import { CardDetails } from './cardDetails';
import { ConsentSwitch } from './consentSwitch';
import { PerksView } from './perksView';
import { texts } from './texts';
import { ErrorNotice } from './errorNotice';

/** All that is on the page about a member. */
export class CardPage {
  readonly errorNotice = new ErrorNotice();
  private readonly ladder = new Ladder();
  private readonly face = new FaceView(this.ladder);
  private readonly label = new FaceLabel();
  private readonly celebration = new Celebration(this.label);
  private readonly perks = new PerksView();
  private readonly details = new CardDetails(this.ladder);
  private readonly consent = new ConsentSwitch();
  private readonly content = byId('content', HTMLElement);
  private readonly review = byId('card-review', HTMLElement);
  private programme: Programme | null = null;

  /** The rules of the programme give the card its colour and its thresholds. */
  learn(programme: Programme): void {
    this.programme = programme;
    this.ladder.learn(programme);
    setText(byId('programme-name', HTMLElement), programme.name);
  }

  /** The member is no more: the page holds nothing of them. */
  erased(): void {
    this.content.remove();
    document.title = texts.page;
    this.errorNotice.showErased();
  }

  /** There is no member of that number: there was none, or the engine was restored to a day before they came. */
  unknown(memberId: string): void {
    this.content.hidden = true;
    document.title = texts.page;
    this.errorNotice.showUnknown(memberId);
  }

  live(isLive: boolean): void {
    this.label.live(isLive);
  }

  show(moment: CardMoment): void {
    const { status } = moment;
    this.errorNotice.clear();
    // First, for what is drawn is measured.
    this.content.hidden = false;
    document.title = `${status.tier.name} · ${this.programme?.name ?? texts.page}`;
    this.face.show(moment);
    this.review.dataset['risk'] = String(status.tier.atRisk);
    setText(this.review, reviewText(status, this.ladder.thresholdOf(status.tier.name)));
    this.perks.show(moment, this.programme);
    this.celebration.see(moment.applied);
    this.details.follow(status, moment.isNew);
    this.consent.follow(status.memberId, moment.isNew);
  }
}
