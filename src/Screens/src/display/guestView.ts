import { el, setText } from '../shared/dom';
import type { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import type { Guest } from './guests';

/** The fade at the end takes place before the time is over, so that nobody is shown after it. */
const fadeMs = 900;

/** Characters of a name that fit in full size; a longer one is set smaller, and cut where that would be unreadable. */
const roomyName = 14;
const smallest = 0.42;

/** One place on the wall: made once, written anew for each guest, so that the page never grows. */
export class GuestView {
  readonly element: HTMLLIElement;
  private readonly tier = el('p', { class: 'guest-tier' });
  private readonly greeting = el('p', { class: 'guest-greeting' });
  // Whatever way a name is written, it does not turn what stands beside it.
  private readonly name = el('bdi');
  private readonly nameLine = el('p', { class: 'guest-name' }, this.name);
  private readonly flight = el('p', { class: 'guest-flight' });
  private shown: string | null = null;
  private tierShown: { readonly name: string; readonly level: number } | null = null;

  constructor(private readonly ladder: Ladder) {
    this.element = el('li', { class: 'guest', 'data-state': 'empty' }, this.greeting, this.nameLine, this.tier, this.flight);
  }

  show(guest: Guest | null, now: number): void {
    if (guest === null) {
      if (this.shown !== null) this.clear();
      return;
    }
    if (guest.key !== this.shown) this.write(guest);
    this.element.dataset['state'] = guest.leavesAt - now <= fadeMs ? 'leaving' : 'here';
  }

  private write({ key, recognition }: Guest): void {
    this.shown = key;
    // Reading a measure makes the browser see the place empty, so that whoever takes another's place fades in as well.
    this.element.dataset['state'] = 'empty';
    void this.element.offsetWidth;
    const name = recognition.displayName ?? '';
    setText(this.greeting, recognition.greeting);
    this.greeting.lang = recognition.greetingLanguage;
    setText(this.name, name);
    this.nameLine.style.setProperty('--fit', String(Math.max(smallest, Math.min(1, roomyName / Math.max(1, [...name].length)))));
    this.element.classList.toggle('nameless', name === '');
    setText(this.tier, recognition.tier);
    setText(this.flight, recognition.flight);
    this.ladder.see(recognition.tierLevel);
    this.tierShown = { name: recognition.tier, level: recognition.tierLevel };
    this.repaint();
  }

  /** The programme is another: so may be the colours of its tiers. */
  repaint(): void {
    if (this.tierShown !== null) paintTier(this.element, this.tierShown, this.ladder);
  }

  private clear(): void {
    this.shown = null;
    this.tierShown = null;
    this.element.dataset['state'] = 'empty';
    for (const part of [this.tier, this.greeting, this.name, this.flight]) setText(part, '');
  }
}
