/** A civil date so many days later. */
export function addDays(isoDate: string, days: number): string {
  const instant = new Date(`${isoDate}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}

/** An instant that falls on the civil date in the zone, near its noon; null when the date or the zone is not valid. */
export function instantOn(isoDate: string, timeZone: string): string | null {
  // Noon UTC is another day only in zones 12 hours and more away from it.
  for (const time of ['12:00:00Z', '00:00:00Z', '23:59:00Z']) {
    const instant = new Date(`${isoDate}T${time}`);
    if (!Number.isNaN(instant.getTime()) && dateIn(instant, timeZone) === isoDate) return instant.toISOString();
  }
  return null;
}

/** The civil date of an instant in a zone; null when the zone is not known. */
export function dateIn(instant: Date, timeZone: string): string | null {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(instant);
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
    return `${part('year')}-${part('month')}-${part('day')}`;
  } catch {
    return null;
  }
}

/** The same day of the month so many months later, or that month's last day where it has no such day. */
export function addMonths(isoDate: string, months: number): string {
  const day = new Date(`${isoDate}T00:00:00Z`);
  const dayOfMonth = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  day.setUTCDate(Math.min(dayOfMonth, lastDay));
  return day.toISOString().slice(0, 10);
}
