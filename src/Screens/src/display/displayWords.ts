import { type Dictionary, translate } from '../shared/i18n';

interface DisplayWords {
  readonly guests: string;
  readonly notADisplay: string;
}

const dictionary: Dictionary<DisplayWords> = {
  de: { guests: 'Wir begrüssen', notADisplay: 'Diese Adresse gehört zu keiner Anzeige. Beispiel: /display/ZRH/A1' },
  fr: { guests: 'Nous accueillons', notADisplay: 'Cette adresse ne correspond à aucun écran. Exemple : /display/ZRH/A1' },
  it: { guests: 'Diamo il benvenuto a', notADisplay: 'Questo indirizzo non corrisponde a nessuno schermo. Esempio: /display/ZRH/A1' },
  en: { guests: 'We welcome', notADisplay: 'This address is no display. Example: /display/ZRH/A1' },
};

export const displayWords: DisplayWords = translate(dictionary);
