import { byId, el, setText } from '../shared/dom';
import { FaceView } from '../shared/faceView';
import { amount, date, instant } from '../shared/format';
import { Gained } from '../shared/gained';
import type { Ladder } from '../shared/ladder';
import type { CardMoment } from '../shared/openMember';
import { reviewText } from '../shared/texts/reviewText';
import type { Status } from '../shared/contracts';
import { benefitText } from '../shared/texts/benefitText';
import { texts as shared } from '../shared/texts';

/** The status card. */
export class CardView {
  private readonly card = byId('card', HTMLElement);
  private readonly benefits = byId('card-benefits', HTMLElement);
  private readonly review = byId('card-review', HTMLElement);
  private readonly face: FaceView;
  private readonly gained = new Gained();

  constructor(private readonly ladder: Ladder) {
    this.face = new FaceView(ladder);
  }

  show(moment: CardMoment): void {
    const { status, isNew } = moment;
    this.card.hidden = false;
    this.face.show(moment);
    this.review.dataset['risk'] = String(status.tier.atRisk);
    setText(this.review, reviewText(status, this.ladder.thresholdOf(status.tier.name)));
    this.showBenefits(status, isNew);
    this.put('card-lifetime', `Lifetime ${amount(status.spend.lifetime, status.spend.currency)}`);
    this.put('card-version', `Version ${status.version}`);
    this.put('card-updated', `Updated ${instant(status.spend.lastUpdated)}`);
  }

  /** Those that a move of the tier has just brought are marked. */
  private showBenefits({ benefits }: Status, isNew: boolean): void {
    const gained = this.gained.see(benefits.map(({ code }) => code), isNew, performance.now());
    this.benefits.replaceChildren(
      ...benefits.map(({ code, since }) => {
        const item = el('li', { 'data-code': code }, el('span', {}, benefitText(code)), el('small', {}, shared.card.since(date(since))));
        if (gained.has(code)) item.dataset['gained'] = 'true';
        return item;
      }),
    );
  }

  private put(id: string, words: string): void {
    setText(byId(id, HTMLElement), words);
  }
}
