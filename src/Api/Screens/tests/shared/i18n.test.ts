import { describe, expect, it } from 'vitest';
import { chooseSpeech, languages, plural } from '../../src/shared/i18n';
import { benefitWords } from '../../src/shared/words/benefitWords';
import { problemWords } from '../../src/shared/words/problemWords';

describe('the language of a page', () => {
  it.each([
    [['de-CH', 'en'], 'de', 'de-CH'],
    [['rm-CH', 'fr-CH', 'en'], 'fr', 'fr-CH'],
    [['pt', 'es'], 'en', 'en'],
    [['it'], 'it', 'it'],
    [['EN-gb'], 'en', 'EN-gb'],
    [['de_not a tag', 'fr'], 'fr', 'fr'],
    [[], 'en', 'en'],
  ])('for %j is %s, written as in %s', (accepted, language, locale) => expect(chooseSpeech(accepted)).toEqual({ language, locale }));

  it('is one that the page speaks', () => expect(chooseSpeech(['de-CH', 'en-GB'], ['en'])).toEqual({ language: 'en', locale: 'en-GB' }));
});

it('takes the plural by the rules of the language', () => {
  const days = { one: 'jour', other: 'jours' };
  expect([plural(0, days, 'fr'), plural(0, days, 'en'), plural(1, days, 'en')]).toEqual(['jour', 'jours', 'jour']);
});

it.each(languages)('has a text of its own for every word in %s', (language) => {
  for (const dictionary of [benefitWords, problemWords]) {
    expect(Object.values(dictionary[language]).every((text) => text.trim() !== '')).toBe(true);
    expect(new Set(Object.values(dictionary[language])).size).toBe(Object.keys(dictionary.en).length);
  }
});
