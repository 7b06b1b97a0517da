import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type NotFoundTexts = typeof english;

export const notFoundTexts: Dictionary<NotFoundTexts> = { de: german, en: english, fr: french, it: italian };

/** What stands at an address where there is nothing, in the language of the user. */
export const texts = translate(notFoundTexts);
