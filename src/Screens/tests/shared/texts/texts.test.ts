import { describe, expect, it } from 'vitest';
import { cardTexts } from '../../../src/card/texts';
import { exchangeTexts } from '../../../src/card/exchange/texts';
import { financeTexts } from '../../../src/console/finance/texts';
import { homeTexts } from '../../../src/console/home/texts';
import { partnersTexts } from '../../../src/console/partners/texts';
import { personTexts } from '../../../src/console/person/texts';
import { programmeTexts } from '../../../src/console/programme/texts';
import { rewardsTexts } from '../../../src/console/rewards/texts';
import { schemesTexts } from '../../../src/console/schemes/texts';
import { consoleTexts } from '../../../src/console/texts';
import { webhookTexts } from '../../../src/console/webhooks/texts';
import { displayTexts } from '../../../src/display/texts';
import { notFoundTexts } from '../../../src/notFound/texts';
import { tillTexts } from '../../../src/pos/texts';
import { languages } from '../../../src/shared/i18n';
import { numbersTexts } from '../../../src/shared/numbers/texts';
import { sharedTexts } from '../../../src/shared/texts';
import { staffTexts } from '../../../src/staff/texts';
import { startTexts } from '../../../src/start/texts';
import { tourTexts } from '../../../src/tour/texts';

const pages = { cardTexts, consoleTexts, displayTexts, exchangeTexts, financeTexts, homeTexts, notFoundTexts, numbersTexts, partnersTexts, personTexts, programmeTexts, rewardsTexts, schemesTexts, staffTexts, startTexts, tillTexts, tourTexts, sharedTexts, webhookTexts };
const given = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'];

/** Every text of a dictionary by its place; a sentence is made with the words it is given. */
function textsOf(dictionary: object, place: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(dictionary) as [string, unknown][]) {
    const at = `${place}.${key}`;
    if (typeof value === 'object' && value !== null) for (const [inner, text] of textsOf(value, at)) found.set(inner, text);
    else if (typeof value === 'function') found.set(at, String((value as (...words: string[]) => unknown)(...given.slice(0, value.length))));
    else found.set(at, String(value));
  }
  return found;
}

describe.each(Object.entries(pages))('%s', (name, dictionary) => {
  const english = textsOf(dictionary.en, name);

  it.each(languages)('says in %s all that English says, with all that it is given', (language) => {
    const spoken = textsOf(dictionary[language], name);
    expect([...spoken.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [place, text] of spoken) {
      expect(text.trim(), place).not.toBe('');
      for (const word of given.filter((one) => english.get(place)?.includes(one))) expect(text, place).toContain(word);
    }
  });
});

it.each(languages)('tells benefits and refusals apart in %s', (language) => {
  for (const words of [sharedTexts[language].benefits, sharedTexts[language].problems]) {
    expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
  }
});
