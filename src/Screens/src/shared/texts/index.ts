import { type Dictionary, translate } from '../i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type SharedTexts = typeof english;

export const sharedTexts: Dictionary<SharedTexts> = { de: german, en: english, fr: french, it: italian };

/** What several pages say, in the language of the user. */
export const texts = translate(sharedTexts);
