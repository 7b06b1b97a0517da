import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type StartTexts = typeof english;

export const startTexts: Dictionary<StartTexts> = { de: german, en: english, fr: french, it: italian };

/** What the start page says, in the language of the user. */
export const texts = translate(startTexts);
