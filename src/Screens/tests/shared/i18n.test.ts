import { describe, expect, it } from 'vitest';
import { chooseLocale, plural } from '../../src/shared/i18n';

describe('the language of a page', () => {
  it.each([
    [['de-CH', 'en'], 'de', 'de-CH'],
    [['rm-CH', 'fr-CH', 'en'], 'fr', 'fr-CH'],
    [['pt', 'es'], 'en', 'en'],
    [['it'], 'it', 'it'],
    [['EN-gb'], 'en', 'EN-gb'],
    [['de_not a tag', 'fr'], 'fr', 'fr'],
    [[], 'en', 'en'],
  ])('for %j is %s, written as in %s', (accepted, language, tag) => expect(chooseLocale(accepted)).toEqual({ language, tag }));

  it('is one that the page speaks', () => expect(chooseLocale(['de-CH', 'en-GB'], ['en'])).toEqual({ language: 'en', tag: 'en-GB' }));
});

it('takes the plural by the rules of the language', () => {
  const days = { one: 'jour', other: 'jours' };
  expect([plural(0, days, 'fr'), plural(0, days, 'en'), plural(1, days, 'en')]).toEqual(['jour', 'jours', 'jour']);
});
