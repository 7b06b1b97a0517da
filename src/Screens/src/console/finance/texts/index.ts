import { type Dictionary, translate } from '../../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type FinanceTexts = typeof english;

export const financeTexts: Dictionary<FinanceTexts> = { de: german, en: english, fr: french, it: italian };

/** What the view of finance says, in the language of the user. */
export const texts = translate(financeTexts);
