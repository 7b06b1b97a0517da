import type { ExchangeTexts } from '.';

export const french: ExchangeTexts = {
  title: 'Échanger des points',
  partner: 'Partenaire',
  points: 'Points',
  preview: 'Voir ce qu’ils donnent',
  needPoints: 'Tape un nombre entier de points.',
  gives: (points, value) => `${points} points donnent un bon de ${value}.`,
  bound: (until) => `Cela vaut jusqu’à ${until}.`,
  pin: 'Code PIN chez le partenaire',
  pinHint: 'Transmis au partenaire, conservé nulle part.',
  needPin: 'Le partenaire demande le code PIN.',
  exchange: 'Échanger',
  back: 'Pas maintenant',
  done: (points, value) => `${points} points sont échangés : le bon de ${value} est là.`,
  askAgain: 'Redemander',
  notKnown: 'On ne sait pas encore ce que le partenaire a fait. Redemande : rien n’est fait deux fois.',
  over: 'L’offre ne vaut plus. Fais-la afficher de nouveau.',
  finish: 'Termine chez le partenaire, puis redemande.',
  finishThere: 'Vers le partenaire',
};
