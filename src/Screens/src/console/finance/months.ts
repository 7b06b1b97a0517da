import { locale } from '../../shared/i18n';

// Months as the API writes them: 2026-11.

/** The months of a year that have begun by a day, the first first. */
export const monthsOf = (year: number, today: string): readonly string[] =>
  Array.from({ length: 12 }, (_, index) => `${String(year).padStart(4, '0')}-${String(index + 1).padStart(2, '0')}`).filter((month) => `${month}-01` <= today);

/** Whether all days of a month are over. */
export const isOver = (month: string, today: string): boolean => month < today.slice(0, 7);

export const monthName = (month: string, form: 'long' | 'short' = 'long', tag = locale.tag): string => {
  const first = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(first.getTime())) return month;
  return first.toLocaleDateString(tag, { timeZone: 'UTC', month: form, ...(form === 'long' ? { year: 'numeric' } : {}) });
};
