import { byId, el, prefersStillness, say } from '../shared/dom';
import { amount, date, instant, memberNumber, percent, words } from '../shared/format';
import type { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import type { Status } from '../shared/wire';
import { CountUp } from '../shared/countUp';
import type { CardMoment } from '../shared/openMember';
import { reviewWords } from './reviewWords';

/** How long a benefit counts as just gained. */
const markedMs = 10_000;

/** The status card. */
export class CardView {
  private readonly card = byId('card', HTMLElement);
  private readonly face = byId('card-face', HTMLElement);
  private readonly benefits = byId('card-benefits', HTMLElement);
  private readonly bar = byId('card-bar', HTMLElement);
  private readonly fill = byId('card-fill', HTMLElement);
  private held: ReadonlySet<string> = new Set();
  private gained: { readonly codes: ReadonlySet<string>; readonly until: number } = { codes: new Set(), until: 0 };
  private readonly spend = new CountUp(byId('card-spend', HTMLElement));
  private readonly announcer = byId('announce', HTMLElement);

  constructor(private readonly ladder: Ladder) {}

  show({ status, isNew }: CardMoment): void {
    this.card.hidden = false;
    this.ladder.see(status.tier.level);
    paintTier(this.face, status.tier.level, this.ladder.count);
    this.put('card-tier', status.tier.name);
    this.put('card-since', `since ${date(status.tier.since)}`);
    this.put('card-name', status.name ?? 'No name held');
    this.put('card-number', memberNumber(status.memberId));
    this.showSpend(status, isNew || prefersStillness());
    this.showProgress(status);
    const review = byId('card-review', HTMLElement);
    review.dataset['risk'] = String(status.tier.atRisk);
    say(review, reviewWords(status, this.ladder.thresholdOf(status.tier.name)));
    this.showBenefits(status, isNew);
    this.put('card-lifetime', `Lifetime ${amount(status.spend.lifetime, status.spend.currency)}`);
    this.put('card-version', `Version ${status.version}`);
    this.put('card-updated', `Updated ${instant(status.spend.lastUpdated)}`);
    say(this.announcer, cardInWords(status));
  }

  private showSpend({ spend, qualifyingPeriod }: Status, atOnce: boolean): void {
    this.put('card-period', `Spend, ${date(qualifyingPeriod.start)} – ${date(qualifyingPeriod.end)}`);
    this.put('card-spend-said', amount(spend.currentPeriod, spend.currency));
    this.spend.to(spend.currentPeriod, spend.currency, atOnce);
  }

  private showProgress({ spend }: Status): void {
    const isTop = spend.nextTier === null;
    const progress = isTop ? 100 : Math.min(Math.max(spend.progressPercent ?? 0, 0), 100);
    this.bar.setAttribute('aria-valuenow', String(progress));
    this.fill.style.setProperty('--progress', String(progress / 100));
    this.put('card-next', isTop ? 'The highest tier' : `${amount(spend.toNextTier ?? 0, spend.currency)} to ${spend.nextTier}`);
    this.put('card-percent', isTop ? '' : percent(progress));
  }

  /** Those that a move of the tier has just brought are marked. */
  private showBenefits(status: Status, isNew: boolean): void {
    const codes = status.benefits.map(({ code }) => code);
    const brought = isNew ? [] : codes.filter((code) => !this.held.has(code));
    const now = performance.now();
    if (brought.length > 0) this.gained = { codes: new Set(brought), until: now + markedMs };
    else if (isNew || now > this.gained.until) this.gained = { codes: new Set(), until: 0 };
    this.held = new Set(codes);
    this.benefits.replaceChildren(
      ...status.benefits.map(({ code, since }) => {
        const item = el('li', { 'data-code': code }, el('span', {}, words(code)), el('small', {}, `since ${date(since)}`));
        if (this.gained.codes.has(code)) item.dataset['gained'] = 'true';
        return item;
      }),
    );
  }

  private put(id: string, words: string): void {
    say(byId(id, HTMLElement), words);
  }
}

function cardInWords({ tier, spend }: Status): string {
  const held = `${tier.name}, ${amount(spend.currentPeriod, spend.currency)}`;
  const next = spend.nextTier === null ? '' : `, ${amount(spend.toNextTier ?? 0, spend.currency)} to ${spend.nextTier}`;
  return `${held}${next}${tier.atRisk ? ', at risk' : ''}`;
}
