import { byId, el } from '../shared/dom';
import { amount, percent, words } from '../shared/format';
import { paintTier } from '../shared/paintTier';
import type { Ladder } from '../shared/ladder';
import type { Programme } from '../shared/contracts';

/** The tiers of the programme, lowest first, for a page without a card. */
export function showLadder(programme: Programme, ladder: Ladder): void {
  byId('ladder', HTMLElement).replaceChildren(
    ...programme.tiers.map((tier, level) => {
      const bonus = tier.partnerBonusPercent > 0 ? `+${percent(tier.partnerBonusPercent)} on partner spend` : '';
      const step = el(
        'li',
        { class: 'step' },
        el('strong', {}, tier.name),
        el('span', { class: 'step-from' }, tier.threshold === 0 ? 'On enrolment' : amount(tier.threshold, programme.currency)),
        el('span', { class: 'step-gives' }, tier.benefits.map(words).join(', ')),
        bonus === '' ? null : el('span', { class: 'step-gives' }, bonus),
      );
      paintTier(step, { name: tier.name, level }, ladder);
      return step;
    }),
  );
}
