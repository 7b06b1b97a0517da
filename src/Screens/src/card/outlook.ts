import type { ForecastEntry } from '@loyalty/client/contracts';
import { addDays, addMonths } from '../shared/civilDate';

/** Months that the chart looks ahead. */
export const monthsAhead = 12;

export interface Point {
  readonly date: string;
  /** CurrentPeriodSpend from the start of that day on, with no further spend. */
  readonly spend: number;
}

/** The coming months with no further spend. */
export interface Outlook {
  /** From today to the first day that a year's window has without today, one a day on which the spend changes. */
  readonly points: readonly Point[];
  readonly riskDays: readonly string[];
  readonly dropDays: readonly string[];
  /** The first to come, however far ahead. */
  readonly nextLeaving: ForecastEntry | null;
  readonly nextRisk: ForecastEntry | null;
  readonly nextDrop: ForecastEntry | null;
}

export function outlookOf(today: string, spend: number, entries: readonly ForecastEntry[]): Outlook {
  const end = addDays(addMonths(today, monthsAhead), 1);
  const coming = entries.filter((one) => one.date <= end);
  const daysOf = (kind: string): readonly string[] => coming.filter((one) => one.kind === kind).map((one) => one.date);
  const next = (kind: string): ForecastEntry | null => entries.find((one) => one.kind === kind) ?? null;

  // Of one day the last entry counts: what leaves comes first, what follows from it after.
  const byDay = new Map<string, number>([[today, spend]]);
  for (const { date, spend: left } of coming) byDay.set(date, left);
  byDay.set(end, byDay.get(end) ?? coming.at(-1)?.spend ?? spend);
  return {
    points: [...byDay].map(([date, left]) => ({ date, spend: left })),
    riskDays: daysOf('tierAtRisk'),
    dropDays: daysOf('tierDropped'),
    nextLeaving: next('spendLeaves'),
    nextRisk: next('tierAtRisk'),
    nextDrop: next('tierDropped'),
  };
}
