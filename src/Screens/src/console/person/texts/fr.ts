import type { PersonTexts } from './index';

export const french: PersonTexts = {
  title: 'Personne',
  reason: 'Raison (inscrite au journal)',
  save: 'Enregistrer',
  saved: 'Enregistré.',
  nothingChanged: 'Rien n’a changé.',
  consent: 'Peut être salué sur les écrans',
  consentKept: 'Retenu.',
  file: 'Tout ce qui est connu (JSON)',
  leave: 'Effacer cette personne',
  eraseHint: 'Nom, contacts, enregistrements, appareils et consentement disparaissent pour toujours; les écritures restent sous le numéro, sans personne derrière.',
  eraseNumber: 'Tapez le numéro de membre pour effacer',
  eraseMistyped: 'Ce n’est pas le numéro de ce membre.',
  erase: 'Effacer pour toujours',
  erased: 'Effacé.',
  enrolTitle: 'Inscrire un membre',
  enrol: 'Inscrire',
  fields: {
    givenName: 'Prénom',
    familyName: 'Nom',
    email: 'E-mail',
    phone: 'Téléphone',
    homeAirport: 'Aéroport d’attache',
  },
};
