import { amount, date, words } from '../shared/format';
import type { ForecastEntry } from '../shared/wire';
import { row, rows } from '../shared/rows';

/** What comes if nothing more is bought. */
export const forecastPanel = (entries: readonly ForecastEntry[], currency: string): HTMLElement =>
  rows(
    entries.map((one) =>
      row({
        title: titleOf(one, currency),
        detail: detailOf(one, currency),
        value: amount(one.spend, currency),
        valueDetail: 'spend after it',
        ...(one.kind === 'spendLeaves' ? {} : { tone: 'bad' as const }),
      }),
    ),
    'Nothing leaves and no review is to come.',
  );

function titleOf({ kind, leaving, from, to }: ForecastEntry, currency: string): string {
  switch (kind) {
    case 'spendLeaves':
      return `${amount(leaving ?? 0, currency)} leaves`;
    case 'tierAtRisk':
      return `${to ?? from ?? 'The tier'} at risk`;
    case 'tierDropped':
      return `${from ?? 'The tier'} down to ${to ?? 'the one below'}`;
    default:
      return words(kind);
  }
}

function detailOf({ date: day, reviewDate, amountToPrevent }: ForecastEntry, currency: string): string {
  const review = reviewDate === null ? '' : `, review on ${date(reviewDate)}`;
  const remedy = amountToPrevent === null ? '' : `. ${amount(amountToPrevent, currency)} more prevents it`;
  return `${date(day)}${review}${remedy}`;
}
