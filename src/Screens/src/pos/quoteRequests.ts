import type { Answer, Problem } from '@loyalty/client';
import type { Quote } from '@loyalty/client/contracts';
import type { BasketLine } from './basket';

/** A hand that types pauses for so long when it is done. */
const pauseMs = 150;

export type QuoteState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'quoted'; readonly quote: Quote }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type AskQuote = (memberId: string | null, lines: readonly BasketLine[], signal: AbortSignal) => Promise<Answer<Quote>>;

/** Keeps the quote of a basket up to date: asks after a pause, gives earlier questions up, lets the latest answer win. */
export class QuoteRequests {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private current = new AbortController();

  constructor(
    private readonly ask: AskQuote,
    private readonly show: (state: QuoteState) => void,
  ) {}

  follow(memberId: string | null, lines: readonly BasketLine[]): void {
    clearTimeout(this.timer);
    this.current.abort();
    if (lines.length === 0) {
      this.show({ kind: 'none' });
      return;
    }
    this.show({ kind: 'asking' });
    const mine = new AbortController();
    this.current = mine;
    this.timer = setTimeout(() => void this.fetch(memberId, lines, mine.signal), pauseMs);
  }

  private async fetch(memberId: string | null, lines: readonly BasketLine[], signal: AbortSignal): Promise<void> {
    const answer = await this.ask(memberId, lines, signal);
    if (signal.aborted) return;
    this.show(answer.ok ? { kind: 'quoted', quote: answer.value } : { kind: 'failed', problem: answer.problem });
  }
}
