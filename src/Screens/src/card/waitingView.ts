import type { PendingCredits } from '@loyalty/client/contracts';
import { listed } from '../shared/rows';
import { byId, el } from '../shared/dom';
import { amount, date } from '../shared/format';
import { row, rows } from '../shared/rows';
import { holdText } from '../shared/texts/earningText';
import { spendText } from '../shared/texts/spendText';
import { texts } from './texts';

/** What is bought and does not count yet, each with its day or what it waits for. Not there where nothing waits. */
export class WaitingView {
  private readonly section = byId('waiting', HTMLElement);
  private readonly place = byId('waiting-credits', HTMLElement);

  show(pending: PendingCredits | null): void {
    const items = pending?.items ?? [];
    this.section.hidden = pending === null || items.length === 0;
    if (pending === null) return;
    this.place.replaceChildren(
      rows(
        items.slice(0, listed).map((one) =>
          row({ title: `${spendText(one.type)}, ${date(one.date)}`, detail: holdText(one), value: amount(one.countedAmount, pending.currency) }),
        ),
        '',
      ),
      ...(items.length > listed ? [el('p', { class: 'switch-words' }, texts.waitingMore(String(items.length - listed)))] : []),
    );
  }
}
