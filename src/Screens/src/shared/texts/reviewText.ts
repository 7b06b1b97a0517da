import type { Status } from '@loyalty/client/contracts';
import { texts } from '.';
import { amount, date } from '../format';

/** When the tier is looked at next, and what would keep it. */
export function reviewText({ tier, spend, nextTierReviewDate }: Status, threshold: number | null): string {
  if (tier.atRisk && tier.reviewDate !== null) {
    const missing = threshold === null ? 0 : threshold - spend.currentPeriod;
    const remedy = missing > 0 ? texts.review.remedy(amount(missing, spend.currency)) : texts.review.anyRemedy;
    return `${texts.review.atRisk(tier.name, date(tier.reviewDate))} ${remedy}`;
  }
  return nextTierReviewDate === null ? texts.review.noReview(tier.name) : texts.review.next(date(nextTierReviewDate));
}
