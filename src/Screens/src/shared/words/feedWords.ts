import { type Dictionary, translate } from '../i18n';

const english = {
  none: 'None yet since this page was opened',
  count: (count: string) => `${count} since this page was opened`,
  held: (counted: string) => `${counted}, held still`,
  lost: 'The connection was lost here. Some changes may be missing.',
  after: (ms: number) => `after ${ms} ms`,
};

/** What stands beside the lines of the live feed. */
export const feedTexts: Dictionary<typeof english> = {
  en: english,
  de: {
    none: 'Noch keine, seit diese Seite offen ist',
    count: (count) => `${count}, seit diese Seite offen ist`,
    held: (counted) => `${counted}, angehalten`,
    lost: 'Hier war die Verbindung weg. Es können Änderungen fehlen.',
    after: (ms) => `nach ${ms} ms`,
  },
  fr: {
    none: 'Aucun depuis l’ouverture de cette page',
    count: (count) => `${count} depuis l’ouverture de cette page`,
    held: (counted) => `${counted}, figés`,
    lost: 'La connexion a été perdue ici. Des changements peuvent manquer.',
    after: (ms) => `après ${ms} ms`,
  },
  it: {
    none: 'Ancora nessuno da quando la pagina è aperta',
    count: (count) => `${count} da quando la pagina è aperta`,
    held: (counted) => `${counted}, fermi`,
    lost: 'Qui la connessione è caduta. Possono mancare dei cambiamenti.',
    after: (ms) => `dopo ${ms} ms`,
  },
};

export const feedWords = translate(feedTexts);
