import { amount, date } from '../format';
import { type Dictionary, translate } from '../i18n';
import type { TierRule } from '../contracts';

interface Rules {
  readonly lowestTier: (tier: string) => string;
  readonly thresholdReached: (spend: string, threshold: string, tier: string) => string;
  readonly softLanding: (spend: string, threshold: string, tier: string, day: string) => string;
}

/** The rules that give a tier, by their codes. */
export const ruleTexts: Dictionary<Rules> = {
  de: {
    lowestTier: (tier) => `${tier} hat jedes Mitglied von Anfang an.`,
    thresholdReached: (spend, threshold, tier) => `${spend} erreichen die ${threshold}, die ${tier} verlangt.`,
    softLanding: (spend, threshold, tier, day) => `${spend} liegen unter den ${threshold} von ${tier}. Die Stufe bleibt bis zur Prüfung am ${day}.`,
  },
  fr: {
    lowestTier: (tier) => `Chaque membre a ${tier} dès le début.`,
    thresholdReached: (spend, threshold, tier) => `${spend} atteignent les ${threshold} que demande ${tier}.`,
    softLanding: (spend, threshold, tier, day) => `${spend} sont en dessous des ${threshold} de ${tier}. Le niveau reste jusqu’à l’examen du ${day}.`,
  },
  it: {
    lowestTier: (tier) => `Ogni socio ha ${tier} fin dall’inizio.`,
    thresholdReached: (spend, threshold, tier) => `${spend} raggiungono i ${threshold} richiesti da ${tier}.`,
    softLanding: (spend, threshold, tier, day) => `${spend} sono sotto i ${threshold} di ${tier}. Il livello resta fino alla verifica del ${day}.`,
  },
  en: {
    lowestTier: (tier) => `Every member has ${tier} from the start.`,
    thresholdReached: (spend, threshold, tier) => `${spend} reaches the ${threshold} that ${tier} takes.`,
    softLanding: (spend, threshold, tier, day) => `${spend} is below the ${threshold} of ${tier}. The tier stays until the review on ${day}.`,
  },
};

/** Why the member holds the tier; a rule that is not known in the engine's own words. */
export function ruleWords(rule: TierRule, spend: number, currency: string): string {
  const texts = translate(ruleTexts);
  const threshold = amount(rule.threshold, currency);
  switch (rule.code) {
    case 'lowestTier':
      return texts.lowestTier(rule.tier);
    case 'thresholdReached':
      return texts.thresholdReached(amount(spend, currency), threshold, rule.tier);
    case 'softLanding':
      return rule.reviewDate === null ? rule.text : texts.softLanding(amount(spend, currency), threshold, rule.tier, date(rule.reviewDate));
    default:
      return rule.text;
  }
}
