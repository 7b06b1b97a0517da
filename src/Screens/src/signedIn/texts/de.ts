import type { SignedInTexts } from '.';

export const german: SignedInTexts = {
  title: 'Anmeldung',
  under: 'Einen Augenblick …',
  failed: 'Die Anmeldung ist nicht gelungen',
  failedHint: 'Es ist nichts geändert worden. Zur Seite zurückgehen und neu anmelden.',
  denied: 'Der Zugang wurde nicht gewährt. Bitte an die Stelle wenden, die das Konto betreut.',
  out: 'Abgemeldet',
  outHint: 'Diese Seite kann geschlossen werden.',
  start: 'Start',
  till: 'Kasse',
  console: 'Konsole',
};
