import { type Dictionary, translate } from '../../../shared/i18n';
import { german } from './de';
import { english } from './en';
import { french } from './fr';
import { italian } from './it';

export type RewardsTexts = typeof english;

export const rewardsTexts: Dictionary<RewardsTexts> = { de: german, en: english, fr: french, it: italian };

/** What the view of vouchers says, in the language of the user. */
export const texts = translate(rewardsTexts);
