import { amount, date, words } from '../shared/format';
import type { HistoryEntry } from '../shared/wire';
import { row, rows } from '../shared/rows';

/** The moves of the tier, newest first. */
export const historyPanel = (entries: readonly HistoryEntry[], currency: string): HTMLElement =>
  rows(
    entries.map((one) =>
      row({
        title: titleOf(one),
        detail: [date(one.date), one.reviewDate === null ? '' : `review on ${date(one.reviewDate)}`, one.reason ?? '']
          .filter((part) => part !== '')
          .join(', '),
        value: amount(one.spend, currency),
        valueDetail: 'spend then',
        ...toneOf(one.kind),
      }),
    ),
    'The tier has not moved yet.',
  );

function titleOf({ kind, from, to }: HistoryEntry): string {
  switch (kind) {
    case 'tierUpgraded':
      return `${from} to ${to}`;
    case 'tierAtRisk':
      return `${to} at risk`;
    case 'tierRetained':
      return `${to} kept`;
    case 'tierDropped':
      return `${from} down to ${to}`;
    case 'tierCorrected':
      return from === to ? `${to} corrected` : `${from} corrected to ${to}`;
    default:
      return words(kind);
  }
}

function toneOf(kind: string): { readonly tone?: 'good' | 'bad' } {
  if (kind === 'tierUpgraded' || kind === 'tierRetained') return { tone: 'good' };
  return kind === 'tierAtRisk' || kind === 'tierDropped' ? { tone: 'bad' } : {};
}
