import type { DisplayTexts } from '.';

export const italian: DisplayTexts = {
  guests: 'Diamo il benvenuto a',
  notADisplay: 'Questo indirizzo non corrisponde a nessuno schermo. Esempio: /display/ZRH/A1',
  gate: 'Uscita',
};
