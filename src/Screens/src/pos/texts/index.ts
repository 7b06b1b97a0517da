import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type TillTexts = typeof english;

export const tillTexts: Dictionary<TillTexts> = { de: german, en: english, fr: french, it: italian };

/** What the till says, in the language of the user. */
export const texts = translate(tillTexts);
