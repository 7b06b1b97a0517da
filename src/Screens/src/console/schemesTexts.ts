import { type Dictionary, translate } from '../shared/i18n';

const english = {
  schemes: 'Numbers of members',
  none: 'No scheme of numbers yet: members have their own number alone.',
  name: 'Name, as miles-and-more',
  kind: 'Whose numbers',
  card: 'Own cards',
  partner: 'A partner’s',
  external: 'Another system’s',
  pattern: 'Pattern, as [0-9]{15}',
  check: 'Check digit',
  noCheck: 'None',
  luhn: 'Luhn',
  mod7: 'Modulo 7',
  examples: 'Numbers that must be taken, one a line',
  counterExamples: 'Numbers that must not, one a line',
  perMember: 'How many a member may have',
  airlines: 'Airlines of boarding passes, as LH LX',
  save: 'Save scheme',
  saved: (name: string) => `${name} is saved.`,
  change: 'Change',
  changeScheme: (name: string) => `Change ${name}`,
};

type SchemesTexts = typeof english;

const german: SchemesTexts = {
  schemes: 'Nummern der Mitglieder',
  none: 'Noch keine Art von Nummern: Mitglieder haben nur ihre eigene Nummer.',
  name: 'Name, wie miles-and-more',
  kind: 'Wessen Nummern',
  card: 'Eigene Karten',
  partner: 'Eines Partners',
  external: 'Eines anderen Systems',
  pattern: 'Muster, wie [0-9]{15}',
  check: 'Prüfziffer',
  noCheck: 'Keine',
  luhn: 'Luhn',
  mod7: 'Modulo 7',
  examples: 'Nummern, die gehen müssen, eine je Zeile',
  counterExamples: 'Nummern, die nicht gehen dürfen, eine je Zeile',
  perMember: 'Wie viele ein Mitglied haben darf',
  airlines: 'Fluggesellschaften auf Bordkarten, wie LH LX',
  save: 'Speichern',
  saved: (name) => `${name} ist gespeichert.`,
  change: 'Ändern',
  changeScheme: (name) => `${name} ändern`,
};

const french: SchemesTexts = {
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

const italian: SchemesTexts = {
  schemes: 'Numeri dei soci',
  none: 'Ancora nessun tipo di numeri: i soci hanno solo il proprio numero.',
  name: 'Nome, come miles-and-more',
  kind: 'Di chi sono i numeri',
  card: 'Carte proprie',
  partner: 'Di un partner',
  external: 'Di un altro sistema',
  pattern: 'Modello, come [0-9]{15}',
  check: 'Cifra di controllo',
  noCheck: 'Nessuna',
  luhn: 'Luhn',
  mod7: 'Modulo 7',
  examples: 'Numeri da accettare, uno per riga',
  counterExamples: 'Numeri da rifiutare, uno per riga',
  perMember: 'Quanti può averne un socio',
  airlines: 'Compagnie delle carte d’imbarco, come LH LX',
  save: 'Salva',
  saved: (name) => `${name} è salvato.`,
  change: 'Modifica',
  changeScheme: (name) => `Modifica ${name}`,
};

export const schemesTexts: Dictionary<SchemesTexts> = { de: german, en: english, fr: french, it: italian };

/** What the console says of schemes, in the language of the user. */
export const texts = translate(schemesTexts);
