import { type Dictionary, type Speech, speech } from '../i18n';
import type { Problem } from '../problem';

/** The refusals that a person at a page may meet. The engine's own sentences are English and more to the point. */
const english = {
  unreachable: 'The engine could not be reached.',
  'not-understood': 'The engine gave an answer that this page does not understand.',
  'unknown-member': 'There is no member with this number.',
  'unknown-transaction': 'The member has no such purchase.',
  'member-id-not-valid': 'This is not a valid member number.',
  'given-name-not-valid': 'This given name cannot be taken.',
  'family-name-not-valid': 'This family name cannot be taken.',
  'amount-not-valid': 'This amount cannot be taken.',
  'currency-not-valid': 'This is not a currency.',
  'currency-rate-missing': 'There is no rate for this currency on that day.',
  'date-not-valid': 'This is not a date.',
  'date-in-future': 'The date is in the future.',
  'type-not-valid': 'This kind of purchase does not exist.',
  'reason-not-valid': 'This reason cannot be taken.',
  'exceeds-purchase': 'That is more than is left of the purchase.',
  'transaction-id-reused': 'This number was used for another purchase.',
  'reversal-id-reused': 'This number was used for another refund.',
  'member-exists': 'This number is enrolled already.',
  'engine-busy': 'The engine is busy. Try again in a moment.',
  'journal-unavailable': 'The journal is out of reach. Try again in a moment.',
};

type Sentences = typeof english;

export const problemWords: Dictionary<Sentences> = {
  en: english,
  de: {
    unreachable: 'Das System ist nicht erreichbar.',
    'not-understood': 'Das System hat etwas geantwortet, was diese Seite nicht versteht.',
    'unknown-member': 'Unter dieser Nummer gibt es kein Mitglied.',
    'unknown-transaction': 'Diesen Kauf gibt es bei diesem Mitglied nicht.',
    'member-id-not-valid': 'Das ist keine gültige Mitgliedsnummer.',
    'given-name-not-valid': 'Dieser Vorname geht nicht.',
    'family-name-not-valid': 'Dieser Nachname geht nicht.',
    'amount-not-valid': 'Dieser Betrag geht nicht.',
    'currency-not-valid': 'Das ist keine Währung.',
    'currency-rate-missing': 'Für diese Währung fehlt an jenem Tag ein Kurs.',
    'date-not-valid': 'Das ist kein Datum.',
    'date-in-future': 'Das Datum liegt in der Zukunft.',
    'type-not-valid': 'Diese Art von Kauf gibt es nicht.',
    'reason-not-valid': 'Dieser Grund geht nicht.',
    'exceeds-purchase': 'So viel ist von diesem Kauf nicht mehr übrig.',
    'transaction-id-reused': 'Diese Nummer gehört schon zu einem anderen Kauf.',
    'reversal-id-reused': 'Diese Nummer gehört schon zu einer anderen Rückerstattung.',
    'member-exists': 'Diese Nummer ist schon vergeben.',
    'engine-busy': 'Das System ist gerade ausgelastet. Bitte gleich noch einmal.',
    'journal-unavailable': 'Die Buchführung ist gerade nicht erreichbar. Bitte gleich noch einmal.',
  },
  fr: {
    unreachable: 'Le système est injoignable.',
    'not-understood': 'Le système a donné une réponse que cette page ne comprend pas.',
    'unknown-member': 'Aucun membre ne porte ce numéro.',
    'unknown-transaction': 'Ce membre n’a pas cet achat.',
    'member-id-not-valid': 'Ce numéro de membre n’est pas valable.',
    'given-name-not-valid': 'Ce prénom n’est pas accepté.',
    'family-name-not-valid': 'Ce nom n’est pas accepté.',
    'amount-not-valid': 'Ce montant n’est pas accepté.',
    'currency-not-valid': 'Ce n’est pas une monnaie.',
    'currency-rate-missing': 'Il manque un cours pour cette monnaie à cette date.',
    'date-not-valid': 'Ce n’est pas une date.',
    'date-in-future': 'La date est dans le futur.',
    'type-not-valid': 'Ce type d’achat n’existe pas.',
    'reason-not-valid': 'Ce motif n’est pas accepté.',
    'exceeds-purchase': 'Il ne reste pas autant de cet achat.',
    'transaction-id-reused': 'Ce numéro appartient déjà à un autre achat.',
    'reversal-id-reused': 'Ce numéro appartient déjà à un autre remboursement.',
    'member-exists': 'Ce numéro est déjà attribué.',
    'engine-busy': 'Le système est occupé. Réessayez dans un instant.',
    'journal-unavailable': 'Le registre est injoignable. Réessayez dans un instant.',
  },
  it: {
    unreachable: 'Il sistema non è raggiungibile.',
    'not-understood': 'Il sistema ha dato una risposta che questa pagina non capisce.',
    'unknown-member': 'Non c’è nessun socio con questo numero.',
    'unknown-transaction': 'Questo socio non ha un tale acquisto.',
    'member-id-not-valid': 'Questo numero di socio non è valido.',
    'given-name-not-valid': 'Questo nome non è accettato.',
    'family-name-not-valid': 'Questo cognome non è accettato.',
    'amount-not-valid': 'Questo importo non è accettato.',
    'currency-not-valid': 'Questa non è una valuta.',
    'currency-rate-missing': 'Manca un cambio per questa valuta in quel giorno.',
    'date-not-valid': 'Questa non è una data.',
    'date-in-future': 'La data è nel futuro.',
    'type-not-valid': 'Questo tipo di acquisto non esiste.',
    'reason-not-valid': 'Questo motivo non è accettato.',
    'exceeds-purchase': 'Di questo acquisto non resta così tanto.',
    'transaction-id-reused': 'Questo numero appartiene già a un altro acquisto.',
    'reversal-id-reused': 'Questo numero appartiene già a un altro rimborso.',
    'member-exists': 'Questo numero è già assegnato.',
    'engine-busy': 'Il sistema è occupato. Riprova tra un momento.',
    'journal-unavailable': 'Il registro non è raggiungibile. Riprova tra un momento.',
  },
};

/** One sentence for a person, in their language where the code is known, else as the engine says it. */
export function problemWord({ code, detail }: Problem, { language }: Speech = speech): string {
  const known: Readonly<Record<string, string>> = problemWords[language];
  return language !== 'en' && Object.hasOwn(known, code) ? (known[code] ?? detail) : detail;
}
