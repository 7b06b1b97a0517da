import type { Change } from '@loyalty/client/contracts';
import { locale } from '../shared/i18n';
import type { Toast } from '../shared/toast';
import { benefitText } from '../shared/texts/benefitText';
import { texts } from './texts';

const lastsMs = 9_000;

/** Congratulates on a new tier and names what it brings. */
export class Greeting {
  private readonly list = new Intl.ListFormat(locale.tag, { type: 'conjunction' });

  constructor(private readonly toast: Toast) {}

  /** Looks through the changes that just took effect; the last move of the tier among them counts. */
  see(applied: readonly Change[]): void {
    const last = applied.findLast((change) => change.tierChange !== null)?.tierChange;
    if (last?.kind !== 'upgraded') return;
    const gained = (last.benefitsGained ?? []).map(benefitText);
    this.toast.show(texts.congratulations(last.to), gained.length === 0 ? '' : texts.gained(this.list.format(gained)), lastsMs);
  }
}
