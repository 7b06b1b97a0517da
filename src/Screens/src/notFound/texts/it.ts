import type { NotFoundTexts } from '.';

export const italian: NotFoundTexts = {
  title: 'A questo indirizzo non c’è nulla',
  hint: 'Controlla l’indirizzo, o comincia da qui.',
  cardHint: 'Una carta si apre con il suo numero di socio.',
  displayHint: 'L’indirizzo di uno schermo ha un aeroporto e un luogo, per esempio /display/ZRH/A1.',
  number: 'Numero di socio',
  openCard: 'Apri la carta',
  start: 'Inizio',
  till: 'Cassa',
  console: 'Console',
};
