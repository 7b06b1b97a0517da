import type { NumbersTexts } from '.';

export const german: NumbersTexts = {
  numbers: 'Nummern',
  noNumbers: 'Noch keine Karten- oder Partnernummer.',
  kind: 'Art der Nummer',
  number: 'Nummer',
  add: 'Nummer hinzufügen',
  endsIn: (lastFour) => `… ${lastFour}`,
  first: 'zuerst',
  remove: 'Entfernen',
  removeNumber: (scheme, lastFour) => `${scheme} … ${lastFour} entfernen`,
};
