import type { HubState } from '../hub';
import { type Dictionary, translate } from '../i18n';

/** Whether what is shown is live, in a word. */
export const hubWords: Dictionary<Readonly<Record<HubState, string>>> = {
  de: { connecting: 'Verbindet', live: 'Live', reconnecting: 'Verbindet neu', offline: 'Offline' },
  fr: { connecting: 'Connexion', live: 'En direct', reconnecting: 'Reconnexion', offline: 'Hors ligne' },
  it: { connecting: 'Connessione', live: 'In diretta', reconnecting: 'Riconnessione', offline: 'Offline' },
  en: { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting', offline: 'Offline' },
};

export const hubWord = (state: HubState): string => translate(hubWords)[state];
