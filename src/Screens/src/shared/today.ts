import { byId, setText } from './dom';
import { date } from './format';

/** The programme's day, as the latest that any answer or push was made on: the browser's own clock may be another. */
export class Today {
  private day: string | null = null;
  private readonly shown = byId('today', HTMLElement);

  get value(): string | null {
    return this.day;
  }

  learn(isoDate: string): void {
    if (this.day !== null && isoDate <= this.day) return;
    this.day = isoDate;
    setText(this.shown, date(isoDate));
  }
}
