import { amount, date } from '../shared/format';
import type { Status } from '../shared/wire';

/** When the tier is looked at next, and what would keep it. */
export function reviewWords({ tier, spend, nextTierReviewDate }: Status, threshold: number | null): string {
  if (tier.atRisk && tier.reviewDate !== null) {
    const missing = threshold === null ? 0 : threshold - spend.currentPeriod;
    const remedy = missing > 0 ? `${amount(missing, spend.currency)} more before then keeps it.` : 'More spend before then keeps it.';
    return `${tier.name} is at risk and reviewed on ${date(tier.reviewDate)}. ${remedy}`;
  }
  return nextTierReviewDate === null ? `${tier.name} has no review to come.` : `Next tier review on ${date(nextTierReviewDate)}.`;
}
