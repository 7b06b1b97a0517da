import type { ExchangeTexts } from '.';

export const german: ExchangeTexts = {
  title: 'Punkte eintauschen',
  partner: 'Partner',
  points: 'Punkte',
  preview: 'Zeig, was es gibt',
  needPoints: 'Tippe eine ganze Zahl Punkte.',
  gives: (points, value) => `${points} Punkte geben einen Gutschein über ${value}.`,
  bound: (until) => `Das gilt bis ${until}.`,
  pin: 'PIN beim Partner',
  pinHint: 'Geht an den Partner und wird nirgends behalten.',
  needPin: 'Der Partner verlangt den PIN.',
  exchange: 'Eintauschen',
  back: 'Doch nicht',
  done: (points, value) => `${points} Punkte sind eingetauscht: der Gutschein über ${value} ist da.`,
  askAgain: 'Noch einmal fragen',
  notKnown: 'Was der Partner getan hat, ist noch nicht bekannt. Frag noch einmal: es wird nichts zweimal getan.',
  over: 'Das Angebot gilt nicht mehr. Lass es dir neu zeigen.',
  finish: 'Schliess es beim Partner ab und frag dann noch einmal.',
  finishThere: 'Zum Partner',
};
