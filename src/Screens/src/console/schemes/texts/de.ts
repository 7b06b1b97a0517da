import type { SchemesTexts } from '.';

export const german: SchemesTexts = {
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
