import type { PersonTexts } from './index';

export const italian: PersonTexts = {
  title: 'Persona',
  reason: 'Motivo (resta nel registro)',
  save: 'Salvare',
  saved: 'Salvato.',
  nothingChanged: 'Niente è cambiato.',
  consent: 'Può essere salutato sugli schermi',
  consentKept: 'Annotato.',
  file: 'Tutto ciò che è noto (JSON)',
  leave: 'Cancellare questa persona',
  eraseHint: 'Nome, contatti, check-in, dispositivi e consenso spariscono per sempre; le registrazioni restano sotto il numero, senza nessuno dietro.',
  eraseNumber: 'Digiti il numero del socio per cancellare',
  eraseMistyped: 'Non è il numero di questo socio.',
  erase: 'Cancellare per sempre',
  erased: 'Cancellato.',
  enrolTitle: 'Iscrivere un socio',
  enrol: 'Iscrivere',
  fields: {
    givenName: 'Nome',
    familyName: 'Cognome',
    email: 'E-mail',
    phone: 'Telefono',
    homeAirport: 'Aeroporto di casa',
  },
};
