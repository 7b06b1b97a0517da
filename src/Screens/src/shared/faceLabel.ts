import { byId, setText } from './dom';
import { texts } from './texts';

/** The small line over the tier's name: what the card is, unless there is something to say about it. It always takes one line. */
export class FaceLabel {
  private readonly line = byId('card-label', HTMLElement);
  private cheerWords: string | null = null;
  private isLive = false;

  cheer(words: string | null): void {
    this.cheerWords = words;
    this.draw();
  }

  live(isLive: boolean): void {
    this.isLive = isLive;
    this.draw();
  }

  private draw(): void {
    this.line.dataset['kind'] = this.cheerWords !== null ? 'cheer' : this.isLive ? 'plain' : 'stale';
    setText(this.line, this.cheerWords ?? (this.isLive ? texts.card.label : texts.card.notLive));
  }
}
