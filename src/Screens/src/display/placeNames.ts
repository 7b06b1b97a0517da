import type { Place } from './place';
import { texts } from './texts';

/** Airports whose city is named; another stands there with its code alone. */
const cities: Readonly<Record<string, string>> = {
  AMS: 'Amsterdam', ATH: 'Athína', BCN: 'Barcelona', BER: 'Berlin', BKK: 'Bangkok', BRU: 'Bruxelles', BSL: 'Basel', CDG: 'Paris', CPH: 'København',
  DUB: 'Dublin', DUS: 'Düsseldorf', DXB: 'Dubai', FCO: 'Roma', FRA: 'Frankfurt', GRU: 'São Paulo', GVA: 'Genève', HAM: 'Hamburg', HEL: 'Helsinki',
  HKG: 'Hong Kong', HND: 'Tokyo', ICN: 'Seoul', IST: 'İstanbul', JFK: 'New York', LAX: 'Los Angeles', LHR: 'London', LIS: 'Lisboa', LUG: 'Lugano',
  MAD: 'Madrid', MUC: 'München', MXP: 'Milano', NCE: 'Nice', NRT: 'Tokyo', ORD: 'Chicago', OSL: 'Oslo', PRG: 'Praha', SFO: 'San Francisco', SIN: 'Singapore',
  ARN: 'Stockholm', SYD: 'Sydney', VCE: 'Venezia', VIE: 'Wien', WAW: 'Warszawa', YYZ: 'Toronto', ZRH: 'Zürich',
};

export const cityOf = ({ airport }: Place): string => cities[airport] ?? '';

/** "A1" and "B 24" are gates; what has a name of its own, such as "Lounge", is called by it. */
export const kindOf = ({ location }: Place): string => (/^[A-Z]?\s?\d{1,3}[A-Z]?$/i.test(location) ? texts.gate : '');
