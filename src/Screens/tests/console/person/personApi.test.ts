import { expect, test } from 'vitest';
import { changesOf } from '../../../src/console/person/personApi';

const held = { givenName: 'Ada', familyName: 'Lovelace', email: null, phone: '+41 44 123 45 67', homeAirport: 'ZRH' };

test('only what differs is changed, and what is emptied is cleared', () => {
  expect(changesOf(held, { givenName: ' Ada ', familyName: 'King', email: '', phone: '', homeAirport: 'ZRH' })).toEqual({ familyName: 'King', phone: null });
  expect(changesOf(held, { givenName: 'Ada', familyName: 'Lovelace', email: '', phone: '+41 44 123 45 67', homeAirport: 'ZRH' })).toEqual({});
});
