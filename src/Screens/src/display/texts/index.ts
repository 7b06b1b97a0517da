import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type DisplayTexts = typeof english;

export const displayTexts: Dictionary<DisplayTexts> = { de: german, en: english, fr: french, it: italian };

/** What a display says, in the language of its browser. */
export const texts = translate(displayTexts);
