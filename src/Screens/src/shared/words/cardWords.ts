import { type Dictionary, translate } from '../i18n';

/** What stands on the face of a card. */
const english = {
  label: 'Status',
  notLive: 'Status, not live now',
  welcome: (tier: string) => `Welcome to ${tier}`,
  since: (day: string) => `since ${day}`,
  noName: 'No name held',
  period: (from: string, to: string) => `Spend, ${from} – ${to}`,
  toNext: (howMuch: string, tier: string) => `${howMuch} to ${tier}`,
  highest: 'The highest tier',
  atRisk: 'at risk',
};

export const cardTexts: Dictionary<typeof english> = {
  en: english,
  de: {
    label: 'Status',
    notLive: 'Status, gerade nicht live',
    welcome: (tier) => `Willkommen bei ${tier}`,
    since: (day) => `seit ${day}`,
    noName: 'Kein Name hinterlegt',
    period: (from, to) => `Umsatz, ${from} – ${to}`,
    toNext: (howMuch, tier) => `${howMuch} bis ${tier}`,
    highest: 'Die höchste Stufe',
    atRisk: 'gefährdet',
  },
  fr: {
    label: 'Statut',
    notLive: 'Statut, pas en direct',
    welcome: (tier) => `Bienvenue chez ${tier}`,
    since: (day) => `depuis le ${day}`,
    noName: 'Aucun nom enregistré',
    period: (from, to) => `Dépenses, ${from} – ${to}`,
    toNext: (howMuch, tier) => `${howMuch} jusqu’à ${tier}`,
    highest: 'Le niveau le plus haut',
    atRisk: 'menacé',
  },
  it: {
    label: 'Stato',
    notLive: 'Stato, non in diretta',
    welcome: (tier) => `Benvenuto in ${tier}`,
    since: (day) => `dal ${day}`,
    noName: 'Nessun nome registrato',
    period: (from, to) => `Spesa, ${from} – ${to}`,
    toNext: (howMuch, tier) => `${howMuch} per ${tier}`,
    highest: 'Il livello più alto',
    atRisk: 'a rischio',
  },
};

export const cardWords = translate(cardTexts);
