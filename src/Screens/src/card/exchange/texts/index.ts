import { type Dictionary, translate } from '../../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type ExchangeTexts = typeof english;

export const exchangeTexts: Dictionary<ExchangeTexts> = { de: german, en: english, fr: french, it: italian };

/** What the exchange of points says, in the language of the user. */
export const texts = translate(exchangeTexts);
