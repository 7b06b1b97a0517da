import { amount, date } from './format';
import { type Dictionary, translate } from './i18n';
import type { Status } from './contracts';

interface Sentences {
  readonly atRisk: (tier: string, day: string) => string;
  readonly remedy: (howMuch: string) => string;
  readonly anyRemedy: string;
  readonly noReview: (tier: string) => string;
  readonly next: (day: string) => string;
}

export const reviewSentences: Dictionary<Sentences> = {
  de: {
    atRisk: (tier, day) => `${tier} ist gefährdet und wird am ${day} geprüft.`,
    remedy: (howMuch) => `${howMuch} mehr bis dahin erhält die Stufe.`,
    anyRemedy: 'Weiterer Umsatz bis dahin erhält die Stufe.',
    noReview: (tier) => `Für ${tier} steht keine Prüfung an.`,
    next: (day) => `Nächste Prüfung der Stufe am ${day}.`,
  },
  fr: {
    atRisk: (tier, day) => `${tier} est menacé et sera examiné le ${day}.`,
    remedy: (howMuch) => `${howMuch} de plus d’ici là le conserve.`,
    anyRemedy: 'D’autres dépenses d’ici là le conservent.',
    noReview: (tier) => `Aucun examen n’est prévu pour ${tier}.`,
    next: (day) => `Prochain examen du niveau le ${day}.`,
  },
  it: {
    atRisk: (tier, day) => `${tier} è a rischio e sarà verificato il ${day}.`,
    remedy: (howMuch) => `${howMuch} in più entro allora lo mantiene.`,
    anyRemedy: 'Altra spesa entro allora lo mantiene.',
    noReview: (tier) => `Nessuna verifica prevista per ${tier}.`,
    next: (day) => `Prossima verifica del livello il ${day}.`,
  },
  en: {
    atRisk: (tier, day) => `${tier} is at risk and reviewed on ${day}.`,
    remedy: (howMuch) => `${howMuch} more before then keeps it.`,
    anyRemedy: 'More spend before then keeps it.',
    noReview: (tier) => `${tier} has no review to come.`,
    next: (day) => `Next tier review on ${day}.`,
  },
};

/** When the tier is looked at next, and what would keep it. */
export function reviewWords({ tier, spend, nextTierReviewDate }: Status, threshold: number | null): string {
  const texts = translate(reviewSentences);
  if (tier.atRisk && tier.reviewDate !== null) {
    const missing = threshold === null ? 0 : threshold - spend.currentPeriod;
    const remedy = missing > 0 ? texts.remedy(amount(missing, spend.currency)) : texts.anyRemedy;
    return `${texts.atRisk(tier.name, date(tier.reviewDate))} ${remedy}`;
  }
  return nextTierReviewDate === null ? texts.noReview(tier.name) : texts.next(date(nextTierReviewDate));
}
