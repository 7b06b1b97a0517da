import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type CardTexts = typeof english;

export const cardTexts: Dictionary<CardTexts> = { de: german, en: english, fr: french, it: italian };

/** What the card says, in the language of the user. */
export const texts = translate(cardTexts);
