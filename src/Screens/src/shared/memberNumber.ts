/** Digits of a number that the engine issued, check digit included. */
const issuedLength = 12;

/** What is wrong with a typed member number: its form, or a check digit that gives away a slip of the hand. */
export type MemberNumberFault = 'form' | 'check-digit';

/** A number as people and scanners give it, in the form of the API: without spaces, in capitals. */
export const cleanMemberNumber = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** Why a clean member number cannot be one, or null. By the engine's own rule, so that a mistyped one costs no request. */
export function memberNumberFault(memberId: string): MemberNumberFault | null {
  if (!/^[A-Z0-9]{4,20}$/.test(memberId)) return 'form';
  return looksIssued(memberId) && !hasCheckDigit(memberId) ? 'check-digit' : null;
}

/** Twelve digits whose check digit is right: a number that was issued, and no amount that anybody pays. */
export const isIssuedNumber = (text: string): boolean => looksIssued(text) && hasCheckDigit(text);

const looksIssued = (text: string): boolean => text.length === issuedLength && /^\d+$/.test(text);

/** Luhn (ISO/IEC 7812-1, annex B): from the right every second digit is doubled, the digits of all sum up to tens. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighed = place % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
