import { words } from '../format';
import { type Dictionary, translate } from '../i18n';

const codes = {
  'member-fares': 'Member fares',
  'app-features': 'App features',
  'birthday-bonus': 'Birthday bonus',
  'priority-boarding': 'Priority boarding',
  'extra-bag': 'Extra bag',
  'dedicated-check-in': 'Dedicated check-in',
  lounge: 'Lounge',
  'premium-seat': 'Premium seat',
  'priority-rebooking': 'Priority rebooking',
  'fast-track': 'Fast track',
  'companion-lounge': 'Lounge with a companion',
  'guaranteed-seat': 'Guaranteed seat',
  'dedicated-line': 'Dedicated phone line',
  'surprise-upgrades': 'Surprise upgrades',
};

/** The benefits of the built-in programme. */
export const benefitWords: Dictionary<typeof codes> = {
  en: codes,
  de: {
    'member-fares': 'Mitgliedertarife',
    'app-features': 'Zusatzfunktionen der App',
    'birthday-bonus': 'Geburtstagsbonus',
    'priority-boarding': 'Bevorzugtes Einsteigen',
    'extra-bag': 'Zusätzliches Gepäckstück',
    'dedicated-check-in': 'Eigener Check-in',
    lounge: 'Lounge',
    'premium-seat': 'Premium-Sitzplatz',
    'priority-rebooking': 'Bevorzugte Umbuchung',
    'fast-track': 'Fast Track',
    'companion-lounge': 'Lounge mit Begleitung',
    'guaranteed-seat': 'Garantierter Sitzplatz',
    'dedicated-line': 'Eigene Telefonlinie',
    'surprise-upgrades': 'Überraschungs-Upgrades',
  },
  fr: {
    'member-fares': 'Tarifs membres',
    'app-features': 'Fonctions de l’app',
    'birthday-bonus': 'Bonus d’anniversaire',
    'priority-boarding': 'Embarquement prioritaire',
    'extra-bag': 'Bagage supplémentaire',
    'dedicated-check-in': 'Enregistrement dédié',
    lounge: 'Salon',
    'premium-seat': 'Siège premium',
    'priority-rebooking': 'Réacheminement prioritaire',
    'fast-track': 'Fast Track',
    'companion-lounge': 'Salon avec accompagnant',
    'guaranteed-seat': 'Siège garanti',
    'dedicated-line': 'Ligne téléphonique dédiée',
    'surprise-upgrades': 'Surclassements surprise',
  },
  it: {
    'member-fares': 'Tariffe per soci',
    'app-features': 'Funzioni dell’app',
    'birthday-bonus': 'Bonus di compleanno',
    'priority-boarding': 'Imbarco prioritario',
    'extra-bag': 'Bagaglio extra',
    'dedicated-check-in': 'Check-in dedicato',
    lounge: 'Lounge',
    'premium-seat': 'Posto premium',
    'priority-rebooking': 'Riprenotazione prioritaria',
    'fast-track': 'Fast track',
    'companion-lounge': 'Lounge con accompagnatore',
    'guaranteed-seat': 'Posto garantito',
    'dedicated-line': 'Linea telefonica dedicata',
    'surprise-upgrades': 'Upgrade a sorpresa',
  },
};

/** A benefit for people; one of another programme by its own code. */
export function benefitWord(code: string): string {
  const known: Readonly<Record<string, string>> = translate(benefitWords);
  return Object.hasOwn(known, code) ? (known[code] ?? words(code)) : words(code);
}
