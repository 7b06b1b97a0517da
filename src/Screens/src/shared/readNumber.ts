import { locale } from './i18n';

/** What a person typed, read as a number. */
export type NumberReading =
  /** The digits with a point before the decimals, all that were typed: "1000.50". */
  | { readonly kind: 'number'; readonly digits: string }
  /** It reads as one number where people write a point before the decimals, and as another where they write a comma. */
  | { readonly kind: 'uncertain'; readonly grouped: string; readonly decimal: string }
  | { readonly kind: 'none' };

const none: NumberReading = { kind: 'none' };

/**
 * Reads a number as people type it: "1000", "1,000.50", "1.000,50", "1'000.50", "1 000,5". What is not certain is not guessed: "1,250"
 * is a thousand and more or hardly more than one, depending on where one grew up. A mark that the page's own language writes before
 * decimals is taken for that, and so is any mark behind a zero: no thousands begin with one.
 */
export function readNumber(typed: string, tag = locale.tag): NumberReading {
  const parts = /^(-?)(\d[\d.,'’\s]*)$/.exec(typed.trim());
  const text = parts?.[2] ?? '';
  const reading = text === '' ? none : readUnsigned(text, decimalMarkOf(tag));
  const sign = parts?.[1] ?? '';
  if (sign === '' || reading.kind === 'none') return reading;
  return reading.kind === 'number'
    ? { kind: 'number', digits: sign + reading.digits }
    : { kind: 'uncertain', grouped: sign + reading.grouped, decimal: sign + reading.decimal };
}

function readUnsigned(text: string, ownMark: string): NumberReading {
  const marks = text.replace(/[^.,]/g, '');
  const last = marks.at(-1);
  if (last === undefined) return wholeOnly(text);
  const isSingle = marks.split(last).length === 2;
  const hasBoth = marks.includes('.') && marks.includes(',');
  // A mark that comes more than once stands between thousands, and then the other one is before the decimals.
  if (!isSingle) return hasBoth ? none : wholeOnly(text);
  const at = text.lastIndexOf(last);
  const decimal = withDecimals(text.slice(0, at), text.slice(at + 1));
  const looksGrouped = !hasBoth && /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  if (!looksGrouped || last === ownMark || decimal.kind !== 'number') return decimal;
  return { kind: 'uncertain', grouped: text.replace(last, ''), decimal: decimal.digits };
}

function withDecimals(whole: string, decimals: string): NumberReading {
  const read = wholeOnly(whole);
  if (read.kind !== 'number' || !/^\d*$/.test(decimals)) return none;
  return { kind: 'number', digits: decimals === '' ? read.digits : `${read.digits}.${decimals}` };
}

/** Digits, with one kind of mark between all their thousands or with none. A zero stands in front of others only by mistake. */
function wholeOnly(text: string): NumberReading {
  const isWhole = /^(?:0|[1-9]\d*|[1-9]\d{0,2}(?:([.,'’\s])\d{3})(?:\1\d{3})*)$/.test(text);
  return isWhole ? { kind: 'number', digits: text.replace(/\D/g, '') } : none;
}

const decimalMarkOf = (tag: string): string => new Intl.NumberFormat(tag).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
