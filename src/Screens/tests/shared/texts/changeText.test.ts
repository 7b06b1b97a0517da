import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/shared/i18n';
import { sharedTexts } from '../../../src/shared/texts';

describe.each(languages)('what happened, in %s', (language) => {
  const sentences = sharedTexts[language].changes;

  it('names both tiers of a change', () => {
    for (const change of [sentences.tierUpgraded, sentences.tierDropped, sentences.tierCorrected]) {
      expect(change('Silver', 'Gold')).toMatch(/Silver.*Gold/);
    }
  });

  it('names the day of a risk only where one is set', () => {
    expect(sentences.tierAtRisk('Gold', '1 May')).toContain('1 May');
    expect(sentences.tierAtRisk('Gold', '')).toMatch(/Gold/);
  });
});
