import { expect, it } from 'vitest';
import { cleanMemberNumber, isIssuedNumber, memberNumberFault } from '../../src/shared/memberNumber';

it.each(['100000000016', '000000000000', 'ADA1815', '1234', '12345678901', 'ABCDEFGHIJ1234567890'])('takes %s', (id) => expect(memberNumberFault(id)).toBeNull());

it.each(['100000000017', '100000000061', '010000000016'])('knows %s as mistyped', (id) => expect(memberNumberFault(id)).toBe('check-digit'));

it.each(['', 'ABC', 'ada1815', 'ADA-1815', 'Ä1234', 'A'.repeat(21)])('refuses the form of "%s"', (id) => expect(memberNumberFault(id)).toBe('form'));

it('finds every single wrong digit and every swap of neighbours but 09', () => {
  const right = '372846105932';
  const issued = Array.from({ length: 10 }, (_, check) => right.slice(0, 11) + check).find(isIssuedNumber) ?? '';
  for (let place = 0; place < 12; place++) {
    for (const digit of '0123456789') {
      const mistyped = issued.slice(0, place) + digit + issued.slice(place + 1);
      expect(isIssuedNumber(mistyped)).toBe(mistyped === issued);
    }
    const swapped = issued.slice(0, place) + issued.charAt(place + 1) + issued.charAt(place) + issued.slice(place + 2);
    if (swapped.length === 12 && swapped !== issued && !['09', '90'].includes(issued.slice(place, place + 2))) expect(isIssuedNumber(swapped)).toBe(false);
  }
});

it('reads numbers as they are printed', () => expect(cleanMemberNumber(' 1000 0000-0016 ')).toBe('100000000016'));
