import { isFinal } from '@loyalty/client';
import type { Quote } from '@loyalty/client/contracts';
import { byId, setText } from '../shared/dom';
import { amount } from '../shared/format';
import { problemText } from '../shared/texts/problemText';
import type { QuoteState } from './quoteRequests';
import { texts } from './texts';

/** What the basket would earn and bring. */
export function showQuote(state: QuoteState): void {
  const place = byId('quote', HTMLElement);
  place.dataset['state'] = state.kind;
  const note = byId('quote-note', HTMLElement);
  note.dataset['tone'] = toneOf(state);
  setText(note, noteOf(state));
  // While the next answer is on its way the last one stays, so that nothing flickers.
  if (state.kind === 'asking') return;
  const quote = state.kind === 'quoted' ? state.quote : null;
  put('quote-earns', quote === null ? '–' : amount(quote.countedAmount, quote.currency));
  put('quote-spend', quote === null ? '–' : amount(quote.spendAfter, quote.currency));
  put('quote-tier', quote === null ? '–' : quote.tierAfter);
}

/** The engine has said that it would not take this basket. */
export const isRefusedQuote = (state: QuoteState): boolean => state.kind === 'failed' && isFinal(state.problem);

function noteOf(state: QuoteState): string {
  switch (state.kind) {
    case 'none':
      return texts.quoteNone;
    case 'asking':
      return texts.quoteAsking;
    case 'quoted':
      return [rise(state.quote), next(state.quote), waits(state.quote), state.quote.memberId === null ? texts.quoteStranger : ''].filter((part) => part !== '').join('. ');
    case 'failed':
      return isFinal(state.problem) ? problemText(state.problem) : texts.quoteUnreachable;
  }
}

const toneOf = (state: QuoteState): string => {
  if (state.kind === 'quoted') return rise(state.quote) === '' ? 'plain' : 'good';
  return isRefusedQuote(state) ? 'bad' : 'plain';
};

const rise = ({ currentTier, tierAfter }: Quote): string => (currentTier === tierAfter ? '' : texts.quoteUpgrade(currentTier, tierAfter));

function next({ toNextTierAfter, currency, status }: Quote): string {
  if (toNextTierAfter === null) return texts.top;
  const howMuch = amount(toNextTierAfter, currency);
  const tier = status?.spend.nextTier ?? null;
  return tier === null ? texts.toNextUnnamed(howMuch) : texts.toNext(howMuch, tier);
}

function waits({ lines, currency }: Quote): string {
  const held = lines.filter(({ earning }) => (earning?.hold ?? null) !== null).reduce((sum, line) => sum + line.countedAmount, 0);
  return held === 0 ? '' : texts.quoteWaits(amount(held, currency));
}

const put = (id: string, words: string): void => setText(byId(id, HTMLElement), words);
