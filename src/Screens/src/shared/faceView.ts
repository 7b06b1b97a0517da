import { CountUp } from './countUp';
import { byId, prefersStillness, setText } from './dom';
import { amount, date, memberNumber, percent } from './format';
import type { Ladder } from './ladder';
import type { CardMoment } from './openMember';
import { paintTier } from './paintTier';
import type { Status } from './contracts';
import { texts } from './texts';

/** The coloured face of a card: tier, holder, spend and the way to the next tier. */
export class FaceView {
  private readonly face = byId('card-face', HTMLElement);
  private readonly bar = byId('card-bar', HTMLElement);
  private readonly fill = byId('card-fill', HTMLElement);
  private readonly spend = new CountUp(byId('card-spend', HTMLElement));
  private readonly announcer = byId('announce', HTMLElement);

  constructor(private readonly ladder: Ladder) {}

  show({ status, isNew }: CardMoment): void {
    this.ladder.see(status.tier.level);
    paintTier(this.face, status.tier, this.ladder);
    put('card-tier', status.tier.name);
    put('card-since', texts.card.since(date(status.tier.since)));
    put('card-name', status.name ?? texts.card.noName);
    put('card-number', memberNumber(status.memberId));
    this.showSpend(status, isNew || prefersStillness());
    this.showProgress(status);
    setText(this.announcer, cardInWords(status));
  }

  private showSpend({ spend, qualifyingPeriod }: Status, atOnce: boolean): void {
    put('card-period', texts.card.period(date(qualifyingPeriod.start), date(qualifyingPeriod.end)));
    put('card-spend-said', amount(spend.currentPeriod, spend.currency));
    this.spend.to(spend.currentPeriod, spend.currency, atOnce);
  }

  private showProgress({ spend }: Status): void {
    const isTop = spend.nextTier === null;
    const progress = isTop ? 100 : Math.min(Math.max(spend.progressPercent ?? 0, 0), 100);
    this.bar.setAttribute('aria-valuenow', String(progress));
    this.fill.style.setProperty('--progress', String(progress / 100));
    put('card-next', isTop ? texts.card.highest : texts.card.toNext(amount(spend.toNextTier ?? 0, spend.currency), spend.nextTier ?? ''));
    put('card-percent', isTop ? '' : percent(progress));
  }
}

const put = (id: string, words: string): void => setText(byId(id, HTMLElement), words);

/** The whole face in one sentence, for who hears it. */
function cardInWords({ tier, spend }: Status): string {
  const next = spend.nextTier === null ? '' : texts.card.toNext(amount(spend.toNextTier ?? 0, spend.currency), spend.nextTier);
  return [tier.name, amount(spend.currentPeriod, spend.currency), next, tier.atRisk ? texts.card.atRisk : ''].filter((part) => part !== '').join(', ');
}
