import type { NotFoundTexts } from '.';

export const german: NotFoundTexts = {
  title: 'Unter dieser Adresse gibt es nichts',
  hint: 'Adresse prüfen oder hier beginnen.',
  cardHint: 'Eine Karte wird mit ihrer Mitgliedsnummer geöffnet.',
  displayHint: 'Zu einer Anzeige gehören Flughafen und Ort, zum Beispiel /display/ZRH/A1.',
  number: 'Mitgliedsnummer',
  openCard: 'Karte öffnen',
  start: 'Start',
  till: 'Kasse',
  console: 'Konsole',
};
