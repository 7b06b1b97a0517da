import type { Programme } from '@loyalty/client/contracts';
import { byId, el } from '../shared/dom';
import { amount, percent } from '../shared/format';
import type { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import { benefitText } from '../shared/texts/benefitText';
import { table } from './table';
import { sentences } from './texts';
import { texts } from './texts';

/** The programme in force; the next one is drafted beside it. */
export function showProgramme(programme: Programme, ladder: Ladder): void {
  const facts: readonly (readonly [string, string])[] = [
    [texts.programme, programme.name],
    [texts.currency, programme.currency],
    [texts.zone, programme.timeZone],
    [texts.window, sentences.months(String(programme.windowMonths))],
    [texts.grace, sentences.days(String(programme.graceDays))],
  ];
  byId('programme-facts', HTMLElement).replaceChildren(...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
  byId('programme-tiers', HTMLElement).replaceChildren(
    table(
      [texts.tier, texts.threshold, texts.bonus, texts.benefits],
      programme.tiers.map((tier, level) => {
        const badge = el('span', { class: 'badge' }, tier.name);
        paintTier(badge, { name: tier.name, level }, ladder);
        return [badge, amount(tier.threshold, programme.currency), percent(tier.partnerBonusPercent), tier.benefits.map(benefitText).join(', ')];
      }),
    ),
  );
}
