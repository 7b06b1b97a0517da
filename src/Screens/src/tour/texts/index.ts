import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type TourTexts = typeof english;

export const tourTexts: Dictionary<TourTexts> = { de: german, en: english, fr: french, it: italian };

/** What the tour says, in the language of the user. */
export const texts = translate(tourTexts);
