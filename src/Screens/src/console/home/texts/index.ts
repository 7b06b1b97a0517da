import { type Dictionary, translate } from '../../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type HomeTexts = typeof english;

export const homeTexts: Dictionary<HomeTexts> = { de: german, en: english, fr: french, it: italian };

/** What the home of the console says, in the language of the user. */
export const texts = translate(homeTexts);
