import { words } from '../format';
import { type Dictionary, translate } from '../i18n';

const types = { flight: 'Flight', ancillary: 'Extras', partner: 'Partner' };

/** The kinds of spend. */
export const spendWords: Dictionary<typeof types> = {
  en: types,
  de: { flight: 'Flug', ancillary: 'Zusatzleistung', partner: 'Partner' },
  fr: { flight: 'Vol', ancillary: 'Service additionnel', partner: 'Partenaire' },
  it: { flight: 'Volo', ancillary: 'Servizio extra', partner: 'Partner' },
};

export function spendWord(type: string): string {
  const known: Readonly<Record<string, string>> = translate(spendWords);
  return Object.hasOwn(known, type) ? (known[type] ?? words(type)) : words(type);
}
