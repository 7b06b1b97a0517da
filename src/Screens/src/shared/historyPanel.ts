import type { HistoryEntry } from '@loyalty/client/contracts';
import { amount, date } from './format';
import { row, rows } from './rows';
import { texts } from './texts';
import { tierChangeText } from './texts/tierChangeText';

/** The moves of the tier, newest first. */
export const historyPanel = (entries: readonly HistoryEntry[], currency: string): HTMLElement =>
  rows(
    entries.map((one) =>
      row({
        title: tierChangeText(one.kind, one.from, one.to),
        detail: [date(one.date), one.reviewDate === null ? '' : texts.lists.reviewOn(date(one.reviewDate)), one.reason ?? '']
          .filter((part) => part !== '')
          .join(', '),
        value: amount(one.spend, currency),
        valueDetail: texts.lists.spendThen,
        ...toneOf(one.kind),
      }),
    ),
    texts.lists.noMoves,
  );

function toneOf(kind: string): { readonly tone?: 'good' | 'bad' } {
  if (kind === 'tierUpgraded' || kind === 'tierRetained') return { tone: 'good' };
  return kind === 'tierAtRisk' || kind === 'tierDropped' ? { tone: 'bad' } : {};
}
