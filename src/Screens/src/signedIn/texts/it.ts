import type { SignedInTexts } from '.';

export const italian: SignedInTexts = {
  title: 'Accesso',
  under: 'Un momento …',
  failed: 'L’accesso non è riuscito',
  failedHint: 'Nulla è stato modificato. Torna alla tua pagina e accedi di nuovo.',
  denied: 'L’accesso non è stato concesso. Rivolgiti a chi gestisce il tuo account.',
  out: 'Sei uscito',
  outHint: 'Questa pagina si può chiudere.',
  start: 'Inizio',
  till: 'Cassa',
  console: 'Console',
};
