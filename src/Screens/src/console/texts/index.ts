import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type ConsoleTexts = typeof english;

export const consoleTexts: Dictionary<ConsoleTexts> = { de: german, en: english, fr: french, it: italian };

/** What the console says, in the language of the user. */
export const texts = translate(consoleTexts);

export const { sentences, trailTexts } = texts;
