import type { Status } from '@loyalty/client/contracts';
import { byId, el, setText } from '../shared/dom';
import { FaceView } from '../shared/faceView';
import { amount, date, instant, percent } from '../shared/format';
import { Gained } from '../shared/gained';
import type { Ladder } from '../shared/ladder';
import type { Moment } from '@loyalty/client';
import { reviewText } from '../shared/texts/reviewText';
import { benefitText } from '../shared/texts/benefitText';
import { texts as shared } from '../shared/texts';
import { texts } from './texts';

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

  show(moment: Moment): void {
    const { status, isNew } = moment;
    this.card.hidden = false;
    this.face.show(moment);
    showProgress(status);
    this.review.dataset['risk'] = String(status.tier.atRisk);
    setText(this.review, reviewText(status, this.ladder.thresholdOf(status.tier.name)));
    this.showBenefits(status, isNew);
    this.put('card-lifetime', texts.lifetime(amount(status.spend.lifetime, status.spend.currency)));
    this.put('card-version', texts.version(String(status.version)));
    this.put('card-updated', texts.updated(instant(status.spend.lastUpdated)));
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

/** The way to the next tier. */
function showProgress({ spend }: Status): void {
  const isTop = spend.nextTier === null;
  const progress = isTop ? 100 : Math.min(Math.max(spend.progressPercent ?? 0, 0), 100);
  byId('card-bar', HTMLElement).setAttribute('aria-valuenow', String(progress));
  byId('card-fill', HTMLElement).style.setProperty('--progress', String(progress / 100));
  const next = isTop ? shared.card.highest : shared.card.toNext(amount(spend.toNextTier ?? 0, spend.currency), spend.nextTier ?? '');
  setText(byId('card-next', HTMLElement), next);
  setText(byId('card-percent', HTMLElement), isTop ? '' : percent(progress));
}
