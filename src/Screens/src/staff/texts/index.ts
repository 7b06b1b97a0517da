import { type Dictionary, translate } from '../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type StaffTexts = typeof english;

export const staffTexts: Dictionary<StaffTexts> = { de: german, en: english, fr: french, it: italian };

/** What the pages of the airport's staff say, in the language of the user. */
export const texts = translate(staffTexts);
