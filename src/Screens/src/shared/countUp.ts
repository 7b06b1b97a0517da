import { setText } from './dom';
import { amount, decimalsOf } from './format';

const lastsMs = 650;

/** Lets an amount run to its new value. */
export class CountUp {
  private shown = 0;
  private frame = 0;

  constructor(private readonly element: HTMLElement) {}

  to(value: number, currency: string, atOnce: boolean): void {
    cancelAnimationFrame(this.frame);
    // A hidden page gets no frames; it must not come back with an old amount.
    if (atOnce || document.hidden || value === this.shown) {
      this.put(value, currency);
      return;
    }
    const from = this.shown;
    const startedAt = performance.now();
    const scale = 10 ** decimalsOf(currency);
    const step = (now: number): void => {
      const part = Math.min(Math.max((now - startedAt) / lastsMs, 0), 1);
      const eased = 1 - (1 - part) ** 3;
      this.put(part === 1 ? value : Math.round((from + (value - from) * eased) * scale) / scale, currency);
      if (part < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  private put(value: number, currency: string): void {
    this.shown = value;
    setText(this.element, amount(value, currency));
  }
}
