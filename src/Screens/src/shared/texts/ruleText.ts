import type { TierRule } from '@loyalty/client/contracts';
import { texts } from '.';
import { amount, date } from '../format';

/** Why the member holds the tier; a rule that is not known in the engine's own words. */
export function ruleText(rule: TierRule, spend: number, currency: string): string {
  const threshold = amount(rule.threshold, currency);
  switch (rule.code) {
    case 'lowestTier':
      return texts.rules.lowestTier(rule.tier);
    case 'thresholdReached':
      return texts.rules.thresholdReached(amount(spend, currency), threshold, rule.tier);
    case 'softLanding':
      return rule.reviewDate === null ? rule.text : texts.rules.softLanding(amount(spend, currency), threshold, rule.tier, date(rule.reviewDate));
    default:
      return rule.text;
  }
}
