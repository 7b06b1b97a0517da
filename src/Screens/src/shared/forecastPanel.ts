import type { ForecastEntry } from '@loyalty/client/contracts';
import { amount, date } from './format';
import { row, rows } from './rows';
import { texts } from './texts';
import { tierChangeText } from './texts/tierChangeText';

/** What comes if nothing more is bought. */
export const forecastPanel = (entries: readonly ForecastEntry[], currency: string): HTMLElement =>
  rows(
    entries.map((one) =>
      row({
        title: titleOf(one, currency),
        detail: detailOf(one, currency),
        value: amount(one.spend, currency),
        valueDetail: texts.lists.spendAfter,
        ...(one.kind === 'spendLeaves' ? {} : { tone: isGain(one) ? ('good' as const) : ('bad' as const) }),
      }),
    ),
    texts.lists.nothingComes,
  );

/** Credit that arrives, and what it lifts. */
export const isGain = ({ kind }: ForecastEntry): boolean => kind === 'spendArrives' || kind === 'tierUpgraded';

function titleOf({ kind, leaving, arriving, from, to }: ForecastEntry, currency: string): string {
  if (kind === 'spendLeaves') return texts.lists.leaves(amount(leaving ?? 0, currency));
  if (kind === 'spendArrives') return texts.lists.arrives(amount(arriving ?? 0, currency));
  return tierChangeText(kind, from ?? '', to ?? from ?? '');
}

function detailOf({ date: day, reviewDate, amountToPrevent }: ForecastEntry, currency: string): string {
  const review = reviewDate === null ? '' : `, ${texts.lists.reviewOn(date(reviewDate))}`;
  const remedy = amountToPrevent === null ? '' : `. ${texts.lists.prevents(amount(amountToPrevent, currency))}`;
  return `${date(day)}${review}${remedy}`;
}
