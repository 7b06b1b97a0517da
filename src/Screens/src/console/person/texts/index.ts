import { type Dictionary, translate } from '../../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type PersonTexts = typeof english;

export const personTexts: Dictionary<PersonTexts> = { de: german, en: english, fr: french, it: italian };

/** What is said of a member as a person, in the language of the user. */
export const texts = translate(personTexts);
