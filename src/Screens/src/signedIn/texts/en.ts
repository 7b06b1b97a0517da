export const english = {
  title: 'Sign-in',
  under: 'One moment …',
  failed: 'Signing in did not work',
  failedHint: 'Nothing was changed. Go back to your page and sign in again.',
  denied: 'The provider did not let you in. Ask whoever looks after your account.',
  out: 'You are signed out',
  outHint: 'This page may be closed.',
  start: 'Start',
  till: 'Till',
  console: 'Console',
};
