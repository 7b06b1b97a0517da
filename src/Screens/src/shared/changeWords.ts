import { amount, date, words } from './format';
import { type Dictionary, translate } from './i18n';
import type { Change, Transaction } from './contracts';
import { spendWord } from './words/spendWords';

interface Sentences {
  readonly enrolled: (tier: string) => string;
  /** What was bought, as the kind of spend, and for how much. */
  readonly spendRecorded: (what: string, howMuch: string) => string;
  readonly spendReversed: (howMuch: string) => string;
  readonly tierUpgraded: (from: string, to: string) => string;
  /** The day is empty when none is set. */
  readonly tierAtRisk: (to: string, day: string) => string;
  readonly tierRetained: (to: string) => string;
  readonly tierDropped: (from: string, to: string) => string;
  readonly tierCorrected: (from: string, to: string) => string;
  readonly reviewCorrected: (tier: string) => string;
}

/** Sentences that follow the member's name. */
export const changeSentences: Dictionary<Sentences> = {
  de: {
    enrolled: (tier) => `ist neu dabei als ${tier}`,
    spendRecorded: (what, howMuch) => `hat eingekauft: ${what}, ${howMuch}`,
    spendReversed: (howMuch) => `erhielt ${howMuch} zurück`,
    tierUpgraded: (from, to) => `ist von ${from} zu ${to} aufgestiegen`,
    tierAtRisk: (to, day) => (day === '' ? `könnte ${to} verlieren` : `könnte ${to} am ${day} verlieren`),
    tierRetained: (to) => `behält ${to}`,
    tierDropped: (from, to) => `ist von ${from} auf ${to} gefallen`,
    tierCorrected: (from, to) => `wurde von ${from} auf ${to} berichtigt`,
    reviewCorrected: (tier) => `hat für ${tier} eine berichtigte Prüfung`,
  },
  fr: {
    enrolled: (tier) => `nous rejoint comme ${tier}`,
    spendRecorded: (what, howMuch) => `a acheté : ${what}, ${howMuch}`,
    spendReversed: (howMuch) => `a été remboursé de ${howMuch}`,
    tierUpgraded: (from, to) => `passe de ${from} à ${to}`,
    tierAtRisk: (to, day) => (day === '' ? `pourrait perdre ${to}` : `pourrait perdre ${to} le ${day}`),
    tierRetained: (to) => `garde ${to}`,
    tierDropped: (from, to) => `redescend de ${from} à ${to}`,
    tierCorrected: (from, to) => `a été rectifié de ${from} à ${to}`,
    reviewCorrected: (tier) => `a un examen rectifié pour ${tier}`,
  },
  it: {
    enrolled: (tier) => `si è iscritto come ${tier}`,
    spendRecorded: (what, howMuch) => `ha acquistato: ${what}, ${howMuch}`,
    spendReversed: (howMuch) => `ha ricevuto un rimborso di ${howMuch}`,
    tierUpgraded: (from, to) => `è salito da ${from} a ${to}`,
    tierAtRisk: (to, day) => (day === '' ? `potrebbe perdere ${to}` : `potrebbe perdere ${to} il ${day}`),
    tierRetained: (to) => `mantiene ${to}`,
    tierDropped: (from, to) => `è sceso da ${from} a ${to}`,
    tierCorrected: (from, to) => `è stato rettificato da ${from} a ${to}`,
    reviewCorrected: (tier) => `ha una verifica rettificata per ${tier}`,
  },
  en: {
    enrolled: (tier) => `joined as ${tier}`,
    spendRecorded: (what, howMuch) => `bought: ${what}, ${howMuch}`,
    spendReversed: (howMuch) => `had ${howMuch} taken back`,
    tierUpgraded: (from, to) => `rose from ${from} to ${to}`,
    tierAtRisk: (to, day) => (day === '' ? `may lose ${to}` : `may lose ${to} on ${day}`),
    tierRetained: (to) => `keeps ${to}`,
    tierDropped: (from, to) => `fell from ${from} to ${to}`,
    tierCorrected: (from, to) => `was corrected from ${from} to ${to}`,
    reviewCorrected: (tier) => `had the review of ${tier} corrected`,
  },
};

/** What happened, in words that follow the member's name. */
export function changeWords(change: Change): string {
  const { tierChange, transaction, status } = change;
  const texts = translate(changeSentences);
  const from = tierChange?.from ?? status.tier.name;
  const to = tierChange?.to ?? status.tier.name;
  switch (change.kind) {
    case 'enrolled':
      return texts.enrolled(status.tier.name);
    case 'spendRecorded':
      return transaction === null
        ? words(change.kind).toLowerCase()
        : texts.spendRecorded(spendWord(transaction.type), amount(transaction.amount, transaction.currency));
    case 'spendReversed':
      return transaction === null ? words(change.kind).toLowerCase() : texts.spendReversed(takenBack(transaction));
    case 'tierUpgraded':
      return texts.tierUpgraded(from, to);
    case 'tierAtRisk':
      return texts.tierAtRisk(to, status.tier.reviewDate === null ? '' : date(status.tier.reviewDate));
    case 'tierRetained':
      return texts.tierRetained(to);
    case 'tierDropped':
      return texts.tierDropped(from, to);
    case 'tierCorrected':
      return from === to ? texts.reviewCorrected(to) : texts.tierCorrected(from, to);
    default:
      return words(change.kind).toLowerCase();
  }
}

/** The name under which the caller sent what this change answers: its reversal's or its purchase's. */
export const commandOf = (change: Change): string | null =>
  change.kind === 'spendReversed' ? (change.transaction?.reversal?.reversalId ?? null) : (change.transaction?.transactionId ?? null);

const takenBack = (transaction: Transaction): string =>
  amount(transaction.reversal?.amount ?? transaction.reversedAmount, transaction.currency);
