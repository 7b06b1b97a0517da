import type { SchemesTexts } from '.';

export const italian: SchemesTexts = {
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
