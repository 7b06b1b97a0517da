import type { SignedInTexts } from '.';

export const french: SignedInTexts = {
  title: 'Connexion',
  under: 'Un instant …',
  failed: 'La connexion a échoué',
  failedHint: 'Rien n’a été modifié. Revenez à votre page et reconnectez-vous.',
  denied: 'L’accès n’a pas été accordé. Adressez-vous à la personne qui gère votre compte.',
  out: 'Vous êtes déconnecté',
  outHint: 'Vous pouvez fermer cette page.',
  start: 'Accueil',
  till: 'Caisse',
  console: 'Console',
};
