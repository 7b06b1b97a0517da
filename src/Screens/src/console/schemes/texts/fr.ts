import type { SchemesTexts } from '.';

export const french: SchemesTexts = {
  schemes: 'Numéros des membres',
  none: 'Pas encore de type de numéros : les membres n’ont que leur propre numéro.',
  name: 'Nom, comme miles-and-more',
  kind: 'À qui sont les numéros',
  card: 'Nos propres cartes',
  partner: 'D’un partenaire',
  external: 'D’un autre système',
  pattern: 'Modèle, comme [0-9]{15}',
  check: 'Chiffre de contrôle',
  noCheck: 'Aucun',
  luhn: 'Luhn',
  mod7: 'Modulo 7',
  examples: 'Numéros à accepter, un par ligne',
  counterExamples: 'Numéros à refuser, un par ligne',
  perMember: 'Combien un membre peut en avoir',
  airlines: 'Compagnies des cartes d’embarquement, comme LH LX',
  save: 'Enregistrer',
  saved: (name) => `${name} est enregistré.`,
  change: 'Modifier',
  changeScheme: (name) => `Modifier ${name}`,
};
