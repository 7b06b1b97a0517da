import { byId } from '../shared/dom';
import { date } from '../shared/format';
import { row, rows } from '../shared/rows';
import { type Lot, getRewards, lotWorth } from '../shared/rewards';
import { texts } from './texts';

/** Changes of one member come in bursts; the lots are read once after them. */
const settleMs = 300;

/** Vouchers and the like that can be spent, and the code by which a till takes them. Not there where there are none. */
export class RewardsView {
  private readonly section = byId('rewards', HTMLElement);
  private readonly place = byId('reward-lots', HTMLElement);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private memberId: string | null = null;

  constructor(showCode: () => void) {
    byId('rewards-code', HTMLButtonElement).addEventListener('click', showCode);
    // Nothing tells a card that slept what was spent meanwhile.
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && this.memberId !== null) this.follow(this.memberId, false);
    });
  }

  follow(memberId: string, isNew: boolean): void {
    this.memberId = memberId;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(memberId), isNew ? 0 : settleMs);
  }

  private async read(memberId: string): Promise<void> {
    const answer = await getRewards(memberId);
    // What could not be read stays as it was: the till decides all the same.
    if (answer.ok && memberId === this.memberId) this.show(answer.value.items);
  }

  private show(lots: readonly Lot[]): void {
    const spendable = lots.filter(({ state }) => state === 'available' || state === 'upcoming');
    this.section.hidden = spendable.length === 0;
    this.place.replaceChildren(rows(spendable.map(lotRow), ''));
  }
}

const lotRow = (lot: Lot): HTMLLIElement =>
  row({
    title: lotWorth(lot),
    detail: lot.state === 'upcoming' ? texts.rewardFrom(date(lot.from)) : texts.rewardUntil(date(lot.to)),
    value: texts.rewardKind(lot.kind),
  });
