import { amount, date } from './format';
import type { ForecastEntry } from './contracts';
import { row, rows } from './rows';
import { panelWords } from './words/panelWords';
import { tierChangeWord } from './words/tierChangeWords';

/** What comes if nothing more is bought. */
export const forecastPanel = (entries: readonly ForecastEntry[], currency: string): HTMLElement =>
  rows(
    entries.map((one) =>
      row({
        title: titleOf(one, currency),
        detail: detailOf(one, currency),
        value: amount(one.spend, currency),
        valueDetail: panelWords.spendAfter,
        ...(one.kind === 'spendLeaves' ? {} : { tone: 'bad' as const }),
      }),
    ),
    panelWords.nothingComes,
  );

const titleOf = ({ kind, leaving, from, to }: ForecastEntry, currency: string): string =>
  kind === 'spendLeaves' ? panelWords.leaves(amount(leaving ?? 0, currency)) : tierChangeWord(kind, from ?? '', to ?? from ?? '');

function detailOf({ date: day, reviewDate, amountToPrevent }: ForecastEntry, currency: string): string {
  const review = reviewDate === null ? '' : `, ${panelWords.reviewOn(date(reviewDate))}`;
  const remedy = amountToPrevent === null ? '' : `. ${panelWords.prevents(amount(amountToPrevent, currency))}`;
  return `${date(day)}${review}${remedy}`;
}
