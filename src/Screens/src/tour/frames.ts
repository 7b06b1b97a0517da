import { byId } from '../shared/dom';

/** How long a screen may take to show what a scene waits for. */
const patienceMs = 20_000;
const lookEveryMs = 60;

/** A page of the engine within the tour's, worked as a person would work it. */
export class Frame {
  private readonly frame: HTMLIFrameElement;

  constructor(id: string) {
    this.frame = byId(id, HTMLIFrameElement);
    const fit = this.frame.parentElement as HTMLElement;
    new ResizeObserver(() => this.scale(fit)).observe(fit);
  }

  /** Opens a page and waits until it shows what it is for. */
  async open(path: string, ready: string): Promise<void> {
    const left = this.frame.contentDocument;
    this.frame.src = path;
    await this.until(() => this.frame.contentDocument !== left && new URL(this.frame.contentWindow?.location.href ?? 'about:blank').pathname === path && this.find(ready) !== null, path);
  }

  find(selector: string): HTMLElement | null {
    return this.frame.contentDocument?.querySelector<HTMLElement>(selector) ?? null;
  }

  text(selector: string): string {
    return this.find(selector)?.textContent?.trim() ?? '';
  }

  /** Types a text into a field and sends its form. */
  enter(selector: string, words: string): void {
    const field = this.find(selector) as HTMLInputElement | null;
    if (field === null) return;
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.form?.requestSubmit();
  }

  click(selector: string): void {
    this.find(selector)?.click();
  }

  async until(holds: () => boolean, what: string): Promise<void> {
    const end = performance.now() + patienceMs;
    while (!safely(holds)) {
      if (performance.now() > end) throw new Error(`${this.frame.id} has not shown ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  private scale(fit: HTMLElement): void {
    const by = fit.clientWidth / Number(this.frame.width);
    this.frame.style.setProperty('--scale', String(by));
  }
}

/** A page that is just being left has nothing to look at. */
function safely(holds: () => boolean): boolean {
  try {
    return holds();
  } catch {
    return false;
  }
}
