import { describe, expect, it } from 'vitest';
import { changeSentences } from '../../src/shared/changeWords';
import { languages } from '../../src/shared/i18n';

describe.each(languages)('what happened, in %s', (language) => {
  const say = changeSentences[language];

  it('names both tiers of a move', () => {
    for (const move of [say.tierUpgraded, say.tierDropped, say.tierCorrected]) {
      expect(move('Silver', 'Gold')).toMatch(/Silver.*Gold/);
    }
  });

  it('names the day of a risk only where one is set', () => {
    expect(say.tierAtRisk('Gold', '1 May')).toContain('1 May');
    expect(say.tierAtRisk('Gold', '')).toMatch(/Gold/);
  });
});
