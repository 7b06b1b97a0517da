import { byId, el } from '../shared/dom';
import { date } from '../shared/format';
import { Gained } from '../shared/gained';
import type { CardMoment } from '../shared/openMember';
import type { Programme } from '../shared/contracts';
import { benefitText } from '../shared/texts/benefitText';
import { texts as shared } from '../shared/texts';
import { perksOf } from './perks';
import { texts } from './texts';

/** The benefits, held and to come. */
export class PerksView {
  private readonly list = byId('card-benefits', HTMLElement);
  private readonly gained = new Gained();

  show({ status, isNew }: CardMoment, programme: Programme | null): void {
    const gained = this.gained.see(status.benefits.map(({ code }) => code), isNew, performance.now());
    this.list.replaceChildren(
      ...perksOf(status, programme).map(({ code, since, tier }) => {
        const words = since === null ? texts.from(tier ?? '') : shared.card.since(date(since));
        const item = el('li', { 'data-code': code, 'data-held': String(since !== null) }, el('span', {}, benefitText(code)), el('small', {}, words));
        if (gained.has(code)) item.dataset['gained'] = 'true';
        return item;
      }),
    );
  }
}
