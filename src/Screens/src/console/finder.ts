import { byId, el, setNote } from '../shared/dom';
import { Form } from '../shared/form';
import { amount, memberNumber } from '../shared/format';
import type { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import { locale } from '../shared/i18n';
import { problemText } from '../shared/texts/problemText';
import { type Person, findMembers } from './consoleApi';
import { addressOf } from './router';
import { sentences } from './texts';
import { texts } from './texts';

/** A pause in typing after which the search is asked. */
const pauseMs = 250;

/** Finds members while somebody types. The answer to an older query never takes the place of a newer one's. */
export class Finder {
  private readonly form = new Form(byId('find', HTMLFormElement));
  private readonly note = byId('find-query-note', HTMLElement);
  private readonly list = byId('found', HTMLElement);
  private readonly more = byId('find-more', HTMLButtonElement);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private found: readonly Person[] = [];
  private next: string | null = null;

  constructor(private readonly ladder: Ladder) {
    const element = byId('find', HTMLFormElement);
    element.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.ask(null), pauseMs);
    });
    element.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      void this.ask(null);
    });
    this.more.addEventListener('click', () => void this.ask(this.next));
    for (const part of [element, this.list]) part.addEventListener('keydown', (event) => this.step(event));
  }

  /** Takes the focus where there is a keyboard; elsewhere one would come up over the page. */
  focus(): void {
    if (matchMedia('(hover: hover)').matches) byId('find-query', HTMLInputElement).focus({ preventScroll: true });
  }

  /** Arrows walk from the field through who was found and back; Enter opens the only one. */
  private step(event: KeyboardEvent): void {
    const field = byId('find-query', HTMLInputElement);
    const links = [...this.list.querySelectorAll('a')];
    if (event.key === 'Enter' && event.target === field && links.length === 1) {
      event.preventDefault();
      links[0]?.click();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const places = [field, ...links];
    const at = places.findIndex((one) => one === document.activeElement);
    const to = places[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    to.focus();
  }

  private async ask(cursor: string | null): Promise<void> {
    const query = this.form.text('query');
    const turn = ++this.asked;
    if (query === '') {
      this.show([], null);
      setNote(this.note, '');
      return;
    }
    const answer = await findMembers(query, cursor);
    if (turn !== this.asked) return;
    if (!answer.ok) {
      setNote(this.note, problemText(answer.problem), 'bad');
      return;
    }
    const { items, next } = answer.value;
    this.show(cursor === null ? items : [...this.found, ...items], next);
    const count = this.found.length.toLocaleString(locale.tag);
    setNote(this.note, this.found.length === 0 ? texts.none : sentences.found(count, next !== null));
  }

  private show(found: readonly Person[], next: string | null): void {
    this.found = found;
    this.next = next;
    this.more.hidden = next === null;
    this.list.replaceChildren(...found.map((one) => this.item(one)));
  }

  private item({ memberId, givenName, familyName, email, status }: Person): HTMLLIElement {
    const name = [givenName, familyName].filter((part) => part !== null).join(' ');
    this.ladder.see(status.tier.level);
    const badge = el('span', { class: 'badge' }, status.tier.name);
    paintTier(badge, status.tier, this.ladder);
    return el(
      'li',
      {},
      el(
        'a',
        { href: addressOf({ view: 'members', memberId }), 'data-member': memberId },
        el('strong', {}, el('bdi', {}, name === '' ? texts.noName : name)),
        badge,
        el('small', {}, memberNumber(memberId)),
        el('small', { class: 'end' }, amount(status.spend.currentPeriod, status.spend.currency)),
        email === null ? null : el('small', { class: 'wide' }, email),
      ),
    );
  }
}
