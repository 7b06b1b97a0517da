import type { Status } from '@loyalty/client/contracts';
import { CountUp } from './countUp';
import { byId, prefersStillness, setText } from './dom';
import { amount, date, memberNumber } from './format';
import type { Ladder } from './ladder';
import type { Moment } from '@loyalty/client';
import { paintTier } from './paintTier';
import { texts } from './texts';

/** The coloured face of a card: tier, holder and spend. */
export class FaceView {
  private readonly face = byId('card-face', HTMLElement);
  private readonly spend = new CountUp(byId('card-spend', HTMLElement));
  private readonly announcer = byId('announce', HTMLElement);

  /** @param period How the days that count are said. */
  constructor(
    private readonly ladder: Ladder,
    private readonly period: (from: string, to: string) => string = texts.card.period,
  ) {}

  show({ status, isNew }: Moment): void {
    this.ladder.see(status.tier.level);
    paintTier(this.face, status.tier, this.ladder);
    put('card-tier', status.tier.name);
    put('card-since', texts.card.since(date(status.tier.since)));
    put('card-name', status.name ?? texts.card.noName);
    put('card-number', memberNumber(status.memberId));
    this.showSpend(status, isNew || prefersStillness());
    setText(this.announcer, cardInWords(status));
  }

  private showSpend({ spend, qualifyingPeriod }: Status, atOnce: boolean): void {
    put('card-period', this.period(date(qualifyingPeriod.start), date(qualifyingPeriod.end)));
    put('card-spend-said', amount(spend.currentPeriod, spend.currency));
    const chars = amount(spend.currentPeriod, spend.currency).length;
    byId('card-spend', HTMLElement).parentElement?.style.setProperty('--chars', String(chars));
    this.spend.to(spend.currentPeriod, spend.currency, atOnce);
  }
}

const put = (id: string, words: string): void => setText(byId(id, HTMLElement), words);

/** The whole face in one sentence, for who hears it. */
function cardInWords({ tier, spend }: Status): string {
  const next = spend.nextTier === null ? '' : texts.card.toNext(amount(spend.toNextTier ?? 0, spend.currency), spend.nextTier);
  return [tier.name, amount(spend.currentPeriod, spend.currency), next, tier.atRisk ? texts.card.atRisk : ''].filter((part) => part !== '').join(', ');
}
