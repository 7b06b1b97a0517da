import { Exact } from '@loyalty/client';
import { amount } from './format';
import { locale } from './i18n';
import { minorUnitsOf } from './minorUnits';
import { type NumberReading, readNumber } from './readNumber';
import { texts } from './texts';

/** Digits of a rate at most: as many as a JSON number carries exactly. */
const mostRateDigits = 15;

/** Reads a typed amount of a currency; a sentence in its place says what is wrong with it. Digits that the currency does not have are refused, zeros too. */
export function readAmount(typed: string, currency: string, tag = locale.tag): Exact | string {
  const reading = readNumber(typed, tag);
  if (reading.kind !== 'number') return faultOf(reading, texts.numbers.amountFault((99.9).toLocaleString(tag, { minimumFractionDigits: 2 })));
  const decimals = minorUnitsOf(currency);
  if (decimalsOf(reading.digits) > decimals) return texts.numbers.tooManyDecimals(currency, decimals);
  const exact = Exact.parse(reading.digits);
  if (exact === null) return texts.numbers.tooManyDecimals(currency, decimals);
  return exact.isNegative ? texts.numbers.negative : exact.with(decimals);
}

/** Reads a typed exchange rate; a sentence in its place says what is wrong with it. */
export function readRate(typed: string, tag = locale.tag): number | string {
  const reading = readNumber(typed, tag);
  if (reading.kind !== 'number') return faultOf(reading, texts.numbers.rateFault((0.9431).toLocaleString(tag, { maximumFractionDigits: 4 })));
  const value = Number(reading.digits);
  if (reading.digits.replace(/\D/g, '').length > mostRateDigits) return texts.numbers.rateTooLong(mostRateDigits);
  return value > 0 ? value : texts.numbers.rateFault((0.9431).toLocaleString(tag, { maximumFractionDigits: 4 }));
}

/** A typed amount as it was understood, for the line under its field; empty while it is none. */
export function amountUnderstood(typed: string, currency: string): string {
  const read = typed === '' || currency === '' ? '' : readAmount(typed, currency);
  return typeof read === 'string' ? '' : texts.numbers.understood(amount(read, currency));
}

const faultOf = (reading: NumberReading, otherwise: string): string =>
  reading.kind === 'uncertain' ? texts.numbers.uncertain(reading.grouped, reading.decimal) : otherwise;

const decimalsOf = (digits: string): number => digits.split('.')[1]?.length ?? 0;
