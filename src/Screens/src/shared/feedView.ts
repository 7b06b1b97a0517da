import type { Change } from '@loyalty/client/contracts';
import { changeText } from './texts/changeText';
import { byId, el, setText } from './dom';
import { type FeedLine, type FeedStore } from './feedStore';
import { memberNumber, time } from './format';
import type { Ladder } from './ladder';
import { paintTier } from './paintTier';
import { texts } from './texts';
import { locale } from './i18n';

/** Under load the lines are drawn so often, not for each change. */
const drawEveryMs = 200;

/** The live feed. Stands still while paused, and while a pointer or the keyboard is on it: a line must not slip away under a click. */
export class FeedView {
  private readonly list = byId('feed', HTMLElement);
  private readonly pause = byId('feed-pause', HTMLButtonElement);
  private readonly items = new Map<string, HTMLLIElement>();
  private isPaused = false;
  private isPointed = false;
  private drawnAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: FeedStore,
    private readonly ladder: Ladder,
    private readonly onMember: (memberId: string) => void,
  ) {
    this.pause.addEventListener('click', () => {
      this.isPaused = !this.isPaused;
      this.pause.setAttribute('aria-pressed', String(this.isPaused));
      this.changed();
    });
    this.list.addEventListener('pointerenter', (event) => this.point(event.pointerType === 'mouse'));
    this.list.addEventListener('pointerleave', () => this.point(false));
    this.list.addEventListener('focusout', () => this.changed());
    this.draw();
  }

  /** The store has changed. */
  changed(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, drawEveryMs - (performance.now() - this.drawnAt));
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, wait);
  }

  private point(isPointed: boolean): void {
    this.isPointed = isPointed;
    this.changed();
  }

  private draw(): void {
    this.drawnAt = performance.now();
    const isHeld = this.isPaused || this.isPointed || this.list.matches(':focus-visible, :has(:focus-visible)');
    this.count(isHeld);
    if (isHeld) return;
    const drawn = this.store.lines.map((line) => this.items.get(line.key) ?? this.item(line));
    this.items.clear();
    this.store.lines.forEach((line, index) => {
      const item = drawn[index];
      if (item !== undefined) this.items.set(line.key, item);
    });
    if (drawn.length > 0) this.list.replaceChildren(...drawn);
  }

  private count(isHeld: boolean): void {
    const { count } = this.store;
    const counted = count === 0 ? texts.feed.none : texts.feed.count(count.toLocaleString(locale.tag));
    setText(byId('feed-count', HTMLElement), isHeld && count > 0 ? texts.feed.held(counted) : counted);
  }

  private item({ change, ...line }: FeedLine): HTMLLIElement {
    if (change === null) return el('li', { class: 'feed-break' }, texts.feed.lost);
    const tookMs = 'tookMs' in line ? line.tookMs : null;
    const who = el('button', { type: 'button', class: 'who' }, el('bdi', {}, change.status.name ?? memberNumber(change.memberId)));
    who.addEventListener('click', () => this.onMember(change.memberId));
    return el(
      'li',
      { class: 'feed-line', 'data-kind': change.kind },
      this.badge(change),
      el('p', {}, who, ` ${changeText(change)}`),
      el('small', {}, time(change.at), tookMs === null ? null : el('span', { class: 'took' }, texts.feed.after(tookMs))),
    );
  }

  private badge({ status }: Change): HTMLElement {
    this.ladder.see(status.tier.level);
    const badge = el('span', { class: 'badge' }, status.tier.name);
    paintTier(badge, status.tier, this.ladder);
    return badge;
  }
}
