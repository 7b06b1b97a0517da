import type { ForecastEntry, Programme, Status } from '@loyalty/client/contracts';
import { addDays } from '../shared/civilDate';
import { byId, setText } from '../shared/dom';
import { amount, date, dayOfYear } from '../shared/format';
import { locale } from '../shared/i18n';
import { texts as shared } from '../shared/texts';
import { benefitText } from '../shared/texts/benefitText';
import { type Message, messageOf } from './message';
import { texts } from './texts';

/** Benefits of the next tier that the message names; all of them stand below. */
const mostNamed = 3;

/** The one message on top of the card. */
export class MessageView {
  private readonly element = byId('card-review', HTMLElement);
  private readonly list = new Intl.ListFormat(locale.tag, { type: 'conjunction' });

  show(status: Status, entries: readonly ForecastEntry[] | null, programme: Programme | null): void {
    const message = messageOf(status, entries, programme);
    this.element.dataset['tone'] = message.kind === 'atRisk' || message.kind === 'riskAhead' ? 'warn' : message.kind === 'safe' ? 'good' : 'plain';
    setText(byId('message-title', HTMLElement), this.title(message, status, programme));
    // A date may end with the point that ends the sentence.
    setText(byId('message-detail', HTMLElement), this.detail(message, status, programme).replaceAll('..', '.'));
  }

  private title(message: Message, { asOf, spend }: Status, programme: Programme | null): string {
    switch (message.kind) {
      case 'atRisk':
        return shared.review.atRisk(message.tier, date(message.day));
      case 'riskAhead':
        return message.leaving > 0
          ? texts.spendLeaves(amount(message.leaving, spend.currency), message.day === addDays(asOf, 1) ? texts.tomorrow : texts.onDay(dayOfYear(message.day)))
          : texts.tierAtRiskFrom(message.tier, dayOfYear(message.day));
      case 'safe':
        return message.until === null ? texts.tierNow(message.tier) : texts.tierUntil(message.tier, date(message.until));
      case 'welcome':
        return texts.welcomeTo(programme?.name ?? message.tier);
      case 'onTheWay':
        return spend.nextTier === null ? shared.card.highest : shared.card.toNext(amount(spend.toNextTier ?? 0, spend.currency), spend.nextTier);
    }
  }

  private detail(message: Message, { asOf, spend }: Status, programme: Programme | null): string {
    const money = (value: number): string => amount(value, spend.currency);
    switch (message.kind) {
      case 'atRisk':
        return message.missing === null ? shared.review.anyRemedy : shared.review.remedy(money(message.missing));
      case 'riskAhead': {
        // What is spent on the day before counts before that day begins.
        const last = addDays(message.day, -1);
        const keeps = texts.keepsTier(money(message.missing), last <= asOf ? texts.today : texts.byDay(dayOfYear(last)), message.tier);
        const later = message.drop?.amountToPrevent ?? null;
        return message.drop === null || later === null ? keeps : `${keeps} ${texts.stillKeeps(money(later), dayOfYear(addDays(message.drop.date, -1)))}`;
      }
      case 'safe':
        return spend.nextTier === null ? shared.card.highest : shared.card.toNext(money(spend.toNextTier ?? 0), spend.nextTier);
      case 'welcome':
      case 'onTheWay':
        return this.nextBrings(message.kind, spend, programme);
    }
  }

  /** What the next tier is good for, in place of what somebody who begins does not have. */
  private nextBrings(kind: 'welcome' | 'onTheWay', { nextTier, toNextTier, currency }: Status['spend'], programme: Programme | null): string {
    const benefits = programme?.tiers.find(({ name }) => name === nextTier)?.benefits ?? [];
    if (nextTier === null || benefits.length === 0) return '';
    const named = this.list.format(benefits.slice(0, mostNamed).map(benefitText));
    return kind === 'welcome' ? texts.brings(nextTier, amount(toNextTier ?? 0, currency), named) : named;
  }
}
