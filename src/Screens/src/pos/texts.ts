import { type Dictionary, translate } from '../shared/i18n';
import { german } from './texts.de';
import { english } from './texts.en';
import { french } from './texts.fr';
import { italian } from './texts.it';

export type Texts = typeof english;

export const tillTexts: Dictionary<Texts> = { de: german, en: english, fr: french, it: italian };

/** What the till says, in the user's language. */
export const texts = translate(tillTexts);
