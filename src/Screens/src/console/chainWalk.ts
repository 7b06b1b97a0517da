import type { Answer, Problem } from '@loyalty/client';
import type { Break, Verdict } from './trailApi';

/** How far the trail is known to be as it was written. `through` is the last sound record. */
export type ChainState =
  | { readonly kind: 'walking'; readonly through: number; readonly head: number }
  | { readonly kind: 'sound'; readonly through: number }
  | { readonly kind: 'broken'; readonly through: number; readonly fault: Break }
  | { readonly kind: 'failed'; readonly through: number; readonly problem: Problem };

/** Verifies the trail page by page, and says after each how far it is. */
export class ChainWalk {
  private turn = 0;

  constructor(
    private readonly verify: (after: number) => Promise<Answer<Verdict>>,
    private readonly report: (state: ChainState) => void,
  ) {}

  /** From after a record to the end; an earlier walk that is not done yet ends without a word. */
  async walk(after: number): Promise<void> {
    const turn = ++this.turn;
    for (let from: number | null = after; from !== null; ) {
      const answer = await this.verify(from);
      if (turn !== this.turn) return;
      if (!answer.ok) return this.report({ kind: 'failed', through: from, problem: answer.problem });
      const { through, head, break: fault, next }: Verdict = answer.value;
      if (fault !== null) return this.report({ kind: 'broken', through: Math.max(0, through), fault });
      from = next === null ? null : Number(next);
      this.report(from === null ? { kind: 'sound', through } : { kind: 'walking', through, head: head.sequence });
    }
  }

  /** Nobody looks any more. */
  stop(): void {
    this.turn++;
  }
}
