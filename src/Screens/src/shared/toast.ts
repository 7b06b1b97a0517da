import { byId, el } from './dom';

/** A word at the foot of the page, over everything and read out. One at a time: the later one takes the place. */
export class Toast {
  private readonly element = byId('toast', HTMLElement);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Shows it for so long, or until it is hidden. */
  show(title: string, words: string, lastsMs: number | null): void {
    clearTimeout(this.timer);
    const said = words === '' ? [el('strong', {}, title)] : [el('strong', {}, title), el('span', {}, words)];
    if (this.element.textContent !== `${title}${words}`) this.element.replaceChildren(...said);
    this.element.dataset['shown'] = 'true';
    if (lastsMs !== null) this.timer = setTimeout(() => this.hide(), lastsMs);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.element.dataset['shown'] = 'false';
    // What is not seen is not to be found by a screen reader either.
    this.element.replaceChildren();
  }
}
