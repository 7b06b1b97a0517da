import { el, setText } from '../shared/dom';
import { emblem } from '../shared/emblem';
import type { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import type { Rank } from './arrangement';
import { canShow } from './canShow';
import type { Guest } from './guests';

/** The fade at the end takes place before the time is over, so that nobody is shown after it. */
const fadeMs = 900;

/** Characters of a name that fit in full size; a longer one is set smaller, and cut where that would be unreadable. */
const roomyName = 14;
const smallest = 0.42;

/** One guest on the wall: made once, written anew for each, so that the page never grows. */
export class GuestView {
  readonly element: HTMLLIElement;
  private readonly mark = el('span', { class: 'guest-emblem', 'aria-hidden': 'true' });
  private readonly tier = el('p', { class: 'guest-tier' });
  private readonly greeting = el('p', { class: 'guest-greeting' });
  // Whatever way a name is written, it does not turn what stands beside it.
  private readonly name = el('bdi');
  private readonly nameLine = el('p', { class: 'guest-name' }, this.name);
  private readonly flight = el('p', { class: 'guest-flight' });
  private shown: string | null = null;
  private tierShown: { readonly name: string; readonly level: number } | null = null;

  constructor(private readonly ladder: Ladder) {
    this.element = el('li', { class: 'guest', 'data-state': 'empty' }, this.mark, this.greeting, this.nameLine, this.tier, this.flight);
  }

  show(guest: Guest | null, rank: Rank, now: number): void {
    if (guest === null) {
      if (this.shown !== null) this.clear();
      return;
    }
    this.element.dataset['rank'] = rank ?? 'side';
    if (guest.key !== this.shown) this.write(guest);
    this.element.dataset['state'] = guest.leavesAt - now <= fadeMs ? 'leaving' : 'here';
  }

  /** The programme is another: so may be the colours of its tiers. */
  repaint(): void {
    if (this.tierShown !== null) paintTier(this.element, this.tierShown, this.ladder);
  }

  private write({ key, recognition }: Guest): void {
    this.shown = key;
    // Reading a measure makes the browser see the place empty, so that whoever takes another's place fades in as well.
    this.element.dataset['state'] = 'empty';
    void this.element.offsetWidth;
    const held = recognition.displayName ?? '';
    const name = canShow(held, getComputedStyle(this.element).fontFamily) ? held : '';
    setText(this.greeting, recognition.greeting);
    this.greeting.lang = recognition.greetingLanguage;
    setText(this.name, name);
    this.nameLine.style.setProperty('--fit', String(Math.max(smallest, Math.min(1, roomyName / Math.max(1, [...name].length)))));
    this.element.classList.toggle('nameless', name === '');
    setText(this.tier, recognition.tier);
    // A greeting that names the tier has said it; colour and emblem say it again.
    this.tier.classList.toggle('said', recognition.greeting.includes(recognition.tier));
    this.flight.replaceChildren(...flightParts(recognition.flight).map((part) => el('span', {}, part)));
    this.mark.replaceChildren(emblem(recognition.tierLevel));
    this.ladder.see(recognition.tierLevel);
    this.tierShown = { name: recognition.tier, level: recognition.tierLevel };
    this.repaint();
  }

  private clear(): void {
    this.shown = null;
    this.tierShown = null;
    this.element.dataset['state'] = 'empty';
    for (const part of [this.tier, this.greeting, this.name, this.flight]) setText(part, '');
    this.mark.replaceChildren();
  }
}

/** Airline and number, as they stand apart on every board. */
const flightParts = (flight: string): readonly string[] => /^([A-Z0-9]{2})(\d{1,4}[A-Z]?)$/.exec(flight)?.slice(1) ?? [flight];
