import type { NumbersTexts } from '.';

export const french: NumbersTexts = {
  numbers: 'Numéros',
  noNumbers: 'Pas encore de numéro de carte ou de partenaire.',
  kind: 'Type de numéro',
  number: 'Numéro',
  add: 'Ajouter le numéro',
  endsIn: (lastFour) => `… ${lastFour}`,
  first: 'premier',
  remove: 'Retirer',
  removeNumber: (scheme, lastFour) => `Retirer ${scheme} … ${lastFour}`,
};
