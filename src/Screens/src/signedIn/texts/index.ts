import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type SignedInTexts = typeof english;

export const signedInTexts: Dictionary<SignedInTexts> = { de: german, en: english, fr: french, it: italian };

/** What stands at the address to which a provider sends people back, in the language of the user. */
export const texts = translate(signedInTexts);
