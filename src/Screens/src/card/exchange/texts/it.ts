import type { ExchangeTexts } from '.';

export const italian: ExchangeTexts = {
  title: 'Scambia punti',
  partner: 'Partner',
  points: 'Punti',
  preview: 'Mostra che cosa danno',
  needPoints: 'Digita un numero intero di punti.',
  gives: (points, value) => `${points} punti danno un buono di ${value}.`,
  bound: (until) => `Questo vale fino alle ${until}.`,
  pin: 'PIN presso il partner',
  pinHint: 'Va al partner e non è conservato da nessuna parte.',
  needPin: 'Il partner chiede il PIN.',
  exchange: 'Scambia',
  back: 'Non ora',
  done: (points, value) => `${points} punti sono scambiati: il buono di ${value} è qui.`,
  askAgain: 'Chiedi di nuovo',
  notKnown: 'Non si sa ancora che cosa ha fatto il partner. Chiedi di nuovo: nulla è fatto due volte.',
  over: 'L’offerta non vale più. Falla mostrare di nuovo.',
  finish: 'Concludi presso il partner, poi chiedi di nuovo.',
  finishThere: 'Al partner',
};
