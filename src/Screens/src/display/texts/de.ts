import type { DisplayTexts } from '.';

export const german: DisplayTexts = {
  guests: 'Wir begrüssen',
  notADisplay: 'Diese Adresse gehört zu keiner Anzeige. Beispiel: /display/ZRH/A1',
  gate: 'Gate',
};
