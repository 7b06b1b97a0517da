import { type Dictionary, translate } from '../../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type SchemesTexts = typeof english;

export const schemesTexts: Dictionary<SchemesTexts> = { de: german, en: english, fr: french, it: italian };

/** What the panel of schemes says, in the language of the user. */
export const texts = translate(schemesTexts);
