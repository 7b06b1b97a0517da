import { type Dictionary, translate } from '../../i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type NumbersTexts = typeof english;

export const numbersTexts: Dictionary<NumbersTexts> = { de: german, en: english, fr: french, it: italian };

/** What the list of a member's numbers says, in the language of the user. */
export const texts = translate(numbersTexts);
