import { type Dictionary, translate } from '../../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type ProgrammeTexts = typeof english;

export const programmeTexts: Dictionary<ProgrammeTexts> = { de: german, en: english, fr: french, it: italian };

/** What the view of the programme says, in the language of the user. */
export const texts = translate(programmeTexts);
