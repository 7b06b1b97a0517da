import type { NotFoundTexts } from '.';

export const french: NotFoundTexts = {
  title: 'Il n’y a rien à cette adresse',
  hint: 'Vérifiez l’adresse, ou commencez ici.',
  cardHint: 'Une carte s’ouvre avec son numéro de membre.',
  displayHint: 'L’adresse d’un écran nomme un aéroport et un lieu, par exemple /display/ZRH/A1.',
  number: 'Numéro de membre',
  openCard: 'Ouvrir la carte',
  start: 'Accueil',
  till: 'Caisse',
  console: 'Console',
};
