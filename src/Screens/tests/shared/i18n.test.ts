import { describe, expect, it } from 'vitest';
import { cardPageTexts } from '../../src/card/texts';
import { type Dictionary, chooseLocale, languages, plural } from '../../src/shared/i18n';
import { benefitWords } from '../../src/shared/words/benefitWords';
import { cardTexts } from '../../src/shared/words/cardWords';
import { panelTexts } from '../../src/shared/words/panelWords';
import { problemWords } from '../../src/shared/words/problemWords';
import { ruleTexts } from '../../src/shared/words/ruleWords';

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

describe.each(languages)('in %s', (language) => {
  const dictionaries: Dictionary<Readonly<Record<string, string | ((...words: string[]) => string)>>>[] = [cardTexts, panelTexts, cardPageTexts, ruleTexts as never];

  it('every sentence says all that it is given', () => {
    for (const dictionary of dictionaries) {
      for (const [key, text] of Object.entries(dictionary[language])) {
        const words = ['Alpha', 'Beta', 'Gamma', 'Delta'].slice(0, typeof text === 'function' ? text.length : 0);
        const said = typeof text === 'function' ? text(...words) : text;
        expect(said.trim(), key).not.toBe('');
        for (const word of words) expect(said, key).toContain(word);
      }
    }
  });
});

it.each(languages)('has a text of its own for every word in %s', (language) => {
  for (const dictionary of [benefitWords, problemWords]) {
    expect(Object.values(dictionary[language]).every((text) => text.trim() !== '')).toBe(true);
    expect(new Set(Object.values(dictionary[language])).size).toBe(Object.keys(dictionary.en).length);
  }
});
