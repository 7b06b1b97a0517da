import type { Programme } from '@loyalty/client/contracts';
import { byId, el } from '../shared/dom';
import { benefitText } from '../shared/texts/benefitText';
import { texts } from './texts';
import { amount, percent } from '../shared/format';
import { paintTier } from '../shared/paintTier';
import type { Ladder } from '../shared/ladder';

/** The tiers of the programme, lowest first, for a page without a card. */
export function showLadder(programme: Programme, ladder: Ladder): void {
  byId('ladder', HTMLElement).replaceChildren(
    ...programme.tiers.map((tier, level) => {
      const bonus = tier.partnerBonusPercent > 0 ? texts.partnerBonus(percent(tier.partnerBonusPercent)) : '';
      const step = el(
        'li',
        { class: 'step' },
        el('strong', {}, tier.name),
        el('span', { class: 'step-from' }, tier.threshold === 0 ? texts.onEnrolment : amount(tier.threshold, programme.currency)),
        el('span', { class: 'step-gives' }, tier.benefits.map(benefitText).join(', ')),
        bonus === '' ? null : el('span', { class: 'step-gives' }, bonus),
      );
      paintTier(step, { name: tier.name, level }, ladder);
      return step;
    }),
  );
}
