import { newId } from '@loyalty/client';

/** Two clicks closer together than this are one decision of a hurried hand. */
export const doubleClickMs = 700;

interface Attempt {
  readonly id: string;
  readonly content: string;
  readonly startedAt: number;
  readonly settled: boolean;
}

/**
 * Gives one command one id for as long as its outcome is open: a double click, a lost answer and a second try all name the same
 * purchase, so that the engine charges once.
 */
export class Attempts {
  private current: Attempt | null = null;

  constructor(private readonly makeId: () => string = newId) {}

  /** The id to send this content under, and whether it is a repetition. */
  begin(content: unknown, now: number): { readonly id: string; readonly isRepeat: boolean } {
    const written = JSON.stringify(content);
    const last = this.current;
    if (last?.content === written && (!last.settled || now - last.startedAt < doubleClickMs)) {
      return { id: last.id, isRepeat: true };
    }
    const id = this.makeId();
    this.current = { id, content: written, startedAt: now, settled: false };
    return { id, isRepeat: false };
  }

  /** The engine has said what became of it: the next one of the same content is a new one. */
  settle(id: string): void {
    if (this.current?.id === id) this.current = { ...this.current, settled: true };
  }
}
