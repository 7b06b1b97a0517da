import type { ForecastEntry, Programme, Status } from '@loyalty/client/contracts';
import { addDays } from '../shared/civilDate';
import { byId, el, setText } from '../shared/dom';
import { amount, date } from '../shared/format';
import type { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import { texts as shared } from '../shared/texts';
import { pendingText } from '../shared/texts/pendingText';
import { type Rung, ladderOf } from './ladderOf';
import { tellDays } from './message';
import { texts } from './texts';

/** All tiers as rungs, with the spend beside them: solid what stays, hatched what leaves within 30 days, hollow what waits. */
export class LadderView {
  private readonly place = byId('ladder', HTMLElement);
  private readonly rail = el(
    'div',
    { class: 'rail', 'aria-hidden': 'true' },
    el('div', { class: 'rail-waits' }),
    el('div', { class: 'rail-leaves' }),
    el('div', { class: 'rail-stays' }),
  );
  private readonly list = el('ol', { class: 'rung-list' });

  constructor(private readonly ladder: Ladder) {
    this.place.append(this.rail, this.list);
  }

  show(status: Status, programme: Programme, entries: readonly ForecastEntry[]): void {
    const { asOf, spend } = status;
    const { rungs, staysPart, wholePart, waitingPart, stays, leaves } = ladderOf(status, programme, entries);
    this.place.style.setProperty('--rungs', String(rungs.length));
    this.rail.style.setProperty('--stays', String(staysPart));
    this.rail.style.setProperty('--whole', String(wholePart));
    this.rail.style.setProperty('--waiting', String(waitingPart > wholePart ? waitingPart : 0));
    // Written from the top down: the highest tier stands highest.
    this.list.replaceChildren(...[...rungs].reverse().map((rung) => this.rung(rung, spend.currency)));
    setText(byId('spend-stays', HTMLElement), texts.stays(amount(stays, spend.currency)));
    setText(byId('spend-leaves', HTMLElement), texts.leaves(amount(leaves, spend.currency), date(addDays(asOf, tellDays))));
    const waits = pendingText(status);
    setText(byId('spend-waits', HTMLElement), waits);
    for (const [id, isSaid] of [['key-leaves', leaves > 0], ['key-waits', waits !== ''], ['spend-key', leaves > 0 || waits !== '']] as const) {
      byId(id, HTMLElement).hidden = !isSaid;
    }
    setText(byId('card-next', HTMLElement), spend.nextTier === null ? shared.card.highest : shared.card.toNext(amount(spend.toNextTier ?? 0, spend.currency), spend.nextTier));
  }

  private rung({ name, level, threshold, state }: Rung, currency: string): HTMLLIElement {
    const dot = el('span', { class: 'rung-dot', 'aria-hidden': 'true' });
    paintTier(dot, { name, level }, this.ladder);
    return el(
      'li',
      { class: 'rung', 'data-state': state },
      dot,
      el('span', { class: 'rung-name' }, name),
      state === 'held' ? el('span', { class: 'rung-mark' }, texts.yours) : null,
      el('span', { class: 'rung-from' }, threshold === 0 ? '' : amount(threshold, currency)),
    );
  }
}
