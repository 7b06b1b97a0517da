import { type Dictionary, translate } from '../../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type PartnersTexts = typeof english;

export const partnersTexts: Dictionary<PartnersTexts> = { de: german, en: english, fr: french, it: italian };

/** What the view of partners says, in the language of the user. */
export const texts = translate(partnersTexts);
