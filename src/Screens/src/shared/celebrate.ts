import type { Change } from '@loyalty/client/contracts';
import { byId, prefersStillness } from './dom';
import type { FaceLabel } from './faceLabel';
import { texts } from './texts';

const lastsMs = 7_000;

/** Greets a new tier on the card: a sentence and, for who likes motion, a sweep of light. */
export class Celebration {
  private readonly face = byId('card-face', HTMLElement);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly label: FaceLabel) {}

  /** Looks through the changes that just took effect; the last move of the tier among them counts. */
  see(applied: readonly Change[]): void {
    const last = applied.findLast((change) => change.tierChange !== null)?.tierChange;
    if (last === null || last === undefined) return;
    if (last.kind === 'upgraded') this.start(texts.card.welcome(last.to));
    else this.stop();
  }

  stop(): void {
    clearTimeout(this.timer);
    delete this.face.dataset['cheer'];
    this.label.cheer(null);
  }

  private start(words: string): void {
    this.stop();
    // Reading a measure makes the browser see the mark go, so that a second upgrade starts the sweep anew.
    void this.face.offsetWidth;
    this.face.dataset['cheer'] = 'true';
    this.label.cheer(words);
    // A phone says it to the hand too, where it may: it was touched before, and nobody wants stillness.
    if (!prefersStillness() && navigator.userActivation?.hasBeenActive) navigator.vibrate?.([30, 60, 90]);
    this.timer = setTimeout(() => this.stop(), lastsMs);
  }
}
