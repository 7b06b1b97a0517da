import type { Exact } from '@loyalty/client';
import { locale } from './i18n';

const formats = new Map<string, Intl.NumberFormat>();

/** The decimals of a currency: 0 for JPY, 2 for CHF, 3 for KWD. */
export function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** An amount as the page's user writes it. Never rounds what the engine sent, whatever the browser thinks of the currency. */
export function amount(value: number | Exact, currency: string, tag = locale.tag): string {
  const key = `${tag} ${currency}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = amountFormat(currency, tag);
    formats.set(key, format);
  }
  return format.format(typeof value === 'number' ? value : (value.toString() as `${number}`));
}

function amountFormat(currency: string, tag: string): Intl.NumberFormat {
  const decimals = decimalsOf(currency);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: Math.max(decimals, 3) };
  try {
    return new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay: 'code', ...digits });
  } catch {
    return new Intl.NumberFormat(tag, digits);
  }
}

/** A civil date. Read and written in UTC, so that no time zone can move it to the day before. */
export function date(isoDate: string, tag = locale.tag): string {
  const instant = new Date(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(instant.getTime())) return isoDate;
  return instant.toLocaleDateString(tag, { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' });
}

/** A day of the coming or past months, without its year. */
export function dayOfYear(isoDate: string, tag = locale.tag): string {
  const instant = new Date(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(instant.getTime())) return isoDate;
  return instant.toLocaleDateString(tag, { timeZone: 'UTC', month: 'short', day: 'numeric' });
}

/** An instant to the second, in the browser's time zone. */
export function instant(isoInstant: string, tag = locale.tag): string {
  const at = new Date(isoInstant);
  if (Number.isNaN(at.getTime())) return isoInstant;
  return at.toLocaleString(tag, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** The time of day of an instant, to the second. */
export function time(isoInstant: string, tag = locale.tag): string {
  const at = new Date(isoInstant);
  return Number.isNaN(at.getTime()) ? isoInstant : at.toLocaleTimeString(tag, { timeStyle: 'medium' });
}

/** "1000 0000 0017": a number of 12 digits as people read it out; other ids as they are. */
export const memberNumber = (memberId: string): string =>
  /^\d{12}$/.test(memberId) ? memberId.replace(/(\d{4})(?=\d)/g, '$1 ') : memberId;

/** "priority-boarding" as "Priority boarding"; "tierUpgraded" as "Tier upgraded". */
export function words(code: string): string {
  const spaced = code.replace(/[-_]+/g, ' ').replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A number with its thousands apart. */
export const count = (value: number, tag = locale.tag): string => value.toLocaleString(tag);

/** An exchange rate, with all the digits it was given. */
export const rate = (value: number, tag = locale.tag): string => value.toLocaleString(tag, { maximumFractionDigits: 12 });

export const percent = (value: number, tag = locale.tag): string =>
  (value / 100).toLocaleString(tag, { style: 'percent', maximumFractionDigits: 2 });
