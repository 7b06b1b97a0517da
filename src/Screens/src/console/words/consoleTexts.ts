import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './consoleTexts.de';
import { english } from './consoleTexts.en';
import { french } from './consoleTexts.fr';
import { italian } from './consoleTexts.it';

export type ConsoleTexts = typeof english;

/** What stands on the console as it is. */
export const consoleTexts: Dictionary<ConsoleTexts> = { de: german, en: english, fr: french, it: italian };

export const texts = translate(consoleTexts);
