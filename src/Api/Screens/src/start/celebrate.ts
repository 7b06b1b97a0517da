import { byId, say } from '../shared/dom';
import { words } from '../shared/format';
import type { Change, TierChange } from '../shared/wire';

const lastsMs = 7_000;

/** Greets a new tier on the card: a sentence and, for who likes motion, a sweep of light. */
export class Celebration {
  private readonly face = byId('card-face', HTMLElement);
  private readonly cheer = byId('card-cheer', HTMLElement);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Looks through the changes that just took effect; the last upgrade among them counts. */
  see(applied: readonly Change[]): void {
    const last = applied.findLast((change) => change.tierChange !== null)?.tierChange;
    if (last === null || last === undefined) return;
    if (last.kind === 'upgraded') this.start(last);
    else this.stop();
  }

  stop(): void {
    clearTimeout(this.timer);
    delete this.face.dataset['cheer'];
    this.cheer.hidden = true;
  }

  private start(change: TierChange): void {
    this.stop();
    // Reading a measure makes the browser see the mark go, so that a second upgrade starts the sweep anew.
    void this.face.offsetWidth;
    this.face.dataset['cheer'] = 'true';
    say(this.cheer, cheerWords(change));
    this.cheer.hidden = false;
    this.timer = setTimeout(() => this.stop(), lastsMs);
  }
}

function cheerWords({ to, benefitsGained }: TierChange): string {
  const gained = (benefitsGained ?? []).slice(0, 3).map((code) => words(code).toLowerCase());
  return gained.length === 0 ? `Welcome to ${to}` : `Welcome to ${to}: ${gained.join(', ')}`;
}
