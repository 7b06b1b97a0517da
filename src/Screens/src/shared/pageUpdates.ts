import { el } from './dom';
import { texts } from './texts';

const everyMs = 60_000;
/** How often it is looked whether a page in use has become idle. */
const idleCheckMs = 5_000;
const answerWithinMs = 10_000;
const place = 'reloaded-for';

/** The built files that a page is made of. They are named by their content: others are another version. */
export const filesOf = (page: ParentNode): string =>
  Array.from(page.querySelectorAll('script[src], link[href]'), (one) => one.getAttribute('src') ?? one.getAttribute('href') ?? '')
    .filter((address) => address.includes('/assets/'))
    .sort()
    .join(' ');

/**
 * Learns that the engine serves other files of this page, and loads them: at once while nobody uses the page, else with a press on the
 * notice. A version is loaded once in a tab, so that two versions behind one address cannot take turns for ever.
 */
export class PageUpdates {
  private readonly mine = filesOf(document);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private newest: string | null = null;

  /**
   * @param isIdle Whether a reload would take nothing from anybody's hands.
   * @param offers Whether somebody stands before the page who can press.
   */
  constructor(
    private readonly isIdle: () => boolean,
    private readonly offers = true,
  ) {
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void this.check();
    });
    this.timer = setTimeout(() => void this.check(), everyMs);
  }

  /** Looks now, as when the engine is found again: it may have been replaced. */
  async check(): Promise<void> {
    if (this.newest !== null || this.mine === '') return;
    clearTimeout(this.timer);
    const files = await filesNow();
    if (files === null || files === '' || files === this.mine || files === sessionStorage.getItem(place)) {
      this.timer = setTimeout(() => void this.check(), everyMs);
      return;
    }
    this.newest = files;
    if (this.offers && !this.isIdle()) this.offer();
    this.reloadWhenIdle();
  }

  private reloadWhenIdle(): void {
    if (this.isIdle()) this.reload();
    else setTimeout(() => this.reloadWhenIdle(), idleCheckMs);
  }

  private reload(): void {
    sessionStorage.setItem(place, this.newest ?? '');
    location.reload();
  }

  private offer(): void {
    const button = el('button', { type: 'button', class: 'small' }, texts.updates.reload);
    button.addEventListener('click', () => this.reload());
    document.body.append(el('div', { class: 'page-update', role: 'status' }, el('span', {}, texts.updates.ready), button));
  }
}

/** Nothing is typed on the page, nothing is on its way and no dialog is open. */
export const isUntouched = (): boolean =>
  document.querySelector('dialog[open], [aria-busy="true"]') === null &&
  Array.from(document.querySelectorAll('input, textarea')).every((field) => isUnchanged(field as HTMLInputElement));

const isUnchanged = (field: HTMLInputElement): boolean =>
  field.type === 'checkbox' || field.type === 'radio' ? true : field.type === 'file' ? field.files?.length === 0 : field.value === field.defaultValue;

async function filesNow(): Promise<string | null> {
  try {
    const answer = await fetch(location.pathname, { cache: 'no-cache', headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(answerWithinMs) });
    return answer.ok ? filesOf(new DOMParser().parseFromString(await answer.text(), 'text/html')) : null;
  } catch {
    return null;
  }
}
