import type { DisplayTexts } from '.';

export const french: DisplayTexts = {
  guests: 'Nous accueillons',
  notADisplay: 'Cette adresse ne correspond à aucun écran. Exemple : /display/ZRH/A1',
  gate: 'Porte',
};
