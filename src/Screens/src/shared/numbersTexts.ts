import { type Dictionary, translate } from './i18n';

const english = {
  numbers: 'Numbers',
  noNumbers: 'No card or partner number yet.',
  kind: 'Kind of number',
  number: 'Number',
  add: 'Add number',
  endsIn: (lastFour: string) => `… ${lastFour}`,
  first: 'first',
  remove: 'Remove',
  removeNumber: (scheme: string, lastFour: string) => `Remove ${scheme} … ${lastFour}`,
};

type NumbersTexts = typeof english;

const german: NumbersTexts = {
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

const french: NumbersTexts = {
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

const italian: NumbersTexts = {
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

export const numbersTexts: Dictionary<NumbersTexts> = { de: german, en: english, fr: french, it: italian };

/** What the list of a member's numbers says, in the language of the user. */
export const texts = translate(numbersTexts);
