import type { PersonTexts } from './index';

export const german: PersonTexts = {
  title: 'Person',
  reason: 'Grund (steht im Protokoll)',
  save: 'Speichern',
  saved: 'Gespeichert.',
  nothingChanged: 'Nichts hat sich geändert.',
  consent: 'Darf auf Anzeigen begrüsst werden',
  consentKept: 'Festgehalten.',
  file: 'Alles, was bekannt ist (JSON)',
  leave: 'Diese Person löschen',
  eraseHint: 'Name, Kontakte, Check-ins, Geräte und Einwilligung gehen für immer; die Buchungen bleiben unter der Nummer, ohne jemanden dahinter.',
  eraseNumber: 'Zum Löschen die Mitgliedsnummer tippen',
  eraseMistyped: 'Das ist nicht die Nummer dieses Mitglieds.',
  erase: 'Endgültig löschen',
  erased: 'Gelöscht.',
  enrolTitle: 'Mitglied aufnehmen',
  enrol: 'Aufnehmen',
  fields: {
    givenName: 'Vorname',
    familyName: 'Nachname',
    email: 'E-Mail',
    phone: 'Telefon',
    homeAirport: 'Heimatflughafen',
  },
};
