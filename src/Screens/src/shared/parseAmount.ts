import { locale } from './i18n';

/**
 * Reads an amount as people type it: "1000", "1,000.50", "1.000,50", "1'000.50", "1 000,5". What reads both ways ("1,000") is
 * read as the page's user would. Null when it is no amount.
 */
export function parseAmount(typed: string, tag = locale.tag): number | null {
  const digits = readAmount(typed, tag);
  return digits === null ? null : Number(digits);
}

/** The same, digit by digit as it was typed, with a point before the decimals: "1000.50". */
export function readAmount(typed: string, tag = locale.tag): string | null {
  const bare = typed.trim().replace(/[\s'’\u00a0\u202f]/g, '');
  if (!/^-?\d[\d.,]*$/.test(bare)) return null;
  const mark = decimalMark(bare, tag);
  const cut = mark === null ? -1 : bare.lastIndexOf(mark);
  const whole = cut < 0 ? bare : bare.slice(0, cut);
  const fraction = cut < 0 ? '' : bare.slice(cut + 1);
  if (!/^-?(\d+|\d{1,3}([.,])\d{3}(\2\d{3})*)$/.test(whole) || !/^\d*$/.test(fraction)) return null;
  return `${whole.replace(/[.,]/g, '')}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The mark that stands before the decimals in this text, or null when it has none. */
function decimalMark(bare: string, tag: string): '.' | ',' | null {
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  if (last < 0) return null;
  const mark = bare.charAt(last) === '.' ? '.' : ',';
  const isSingle = bare.indexOf(mark) === last;
  const hasBoth = bare.includes('.') && bare.includes(',');
  if (hasBoth) return mark;
  if (!isSingle) return null;
  const looksGrouped = /^-?\d{1,3}[.,]\d{3}$/.test(bare);
  return looksGrouped && mark !== localeMark(tag) ? null : mark;
}

function localeMark(tag: string): string {
  return new Intl.NumberFormat(tag).formatToParts(0.5).find((part) => part.type === 'decimal')?.value ?? '.';
}
