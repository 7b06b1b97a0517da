import type { NumbersTexts } from '.';

export const italian: NumbersTexts = {
  numbers: 'Numeri',
  noNumbers: 'Ancora nessun numero di carta o di partner.',
  kind: 'Tipo di numero',
  number: 'Numero',
  add: 'Aggiungi il numero',
  endsIn: (lastFour) => `… ${lastFour}`,
  first: 'primo',
  remove: 'Rimuovi',
  removeNumber: (scheme, lastFour) => `Rimuovi ${scheme} … ${lastFour}`,
};
