import { Signal } from '@loyalty/client';
import type { Me } from '@loyalty/client/contracts';
import { may } from '../shared/access/whoAmI';
import { byId, el } from '../shared/dom';
import { svg } from '../shared/svg';
import { type Place, type View, addressOf, groups, pageOf, placeOf, views } from './router';
import { texts } from './texts';

/** Shows the view that the address names. Links and the browser's own buttons move; nothing is loaded anew. */
export class Navigation {
  readonly moved = new Signal<Place>();
  private open: readonly View[] = views;

  constructor() {
    byId('rail', HTMLElement).replaceChildren(...groups.map(groupOf));
    for (const view of views) sectionOf(view);
  }

  get place(): Place {
    return placeOf(location.hash);
  }

  isAt(view: View): boolean {
    return this.place.view === view;
  }

  /** Offers the views that are open to a caller, and leaves one that is not for the first that is. */
  offer(me: Me): void {
    this.open = views.filter((view) => pageOf(view).opensTo.length === 0 || may(me, ...pageOf(view).opensTo));
    for (const view of views) linkOf(view).hidden = !this.open.includes(view);
    for (const group of document.querySelectorAll<HTMLElement>('.rail-group')) group.hidden = group.querySelector('a:not([hidden])') === null;
    this.leaveWhatIsClosed();
  }

  start(): void {
    addEventListener('hashchange', () => this.show());
    this.show();
  }

  /** Shows the view that the address names, once more where it is shown already. */
  show(): void {
    if (this.leaveWhatIsClosed()) return;
    const place = this.place;
    for (const view of views) sectionOf(view).hidden = view !== place.view;
    for (const link of document.querySelectorAll<HTMLElement>('[data-view]')) {
      if (link.dataset['view'] !== place.view) {
        link.removeAttribute('aria-current');
        continue;
      }
      link.setAttribute('aria-current', 'page');
      bringIntoRow(link);
    }
    this.moved.emit(place);
  }

  /** Goes from a view that is not open to the first that is, which the change of the address then shows. */
  private leaveWhatIsClosed(): boolean {
    const [first] = this.open;
    if (first === undefined || this.open.includes(this.place.view)) return false;
    location.hash = addressOf({ view: first, memberId: null });
    return true;
  }
}

const groupNames = { people: texts.groupPeople, rules: texts.groupRules, engine: texts.groupEngine } as const;

function groupOf(group: (typeof groups)[number]): HTMLElement {
  return el(
    'div',
    { class: 'rail-group', role: 'group', 'aria-label': groupNames[group] },
    el('p', { class: 'rail-title', 'aria-hidden': 'true' }, groupNames[group]),
    ...views.filter((view) => pageOf(view).group === group).map(railLink),
  );
}

const railLink = (view: View): HTMLElement =>
  el(
    'a',
    { href: addressOf({ view, memberId: null }), 'data-view': view },
    signOf(pageOf(view).sign),
    el('span', {}, texts[view]),
  );

function signOf(lines: string): HTMLElement {
  const sign = el('span', { class: 'rail-sign', 'aria-hidden': 'true' });
  sign.append(svg('svg', { viewBox: '0 0 24 24', width: 20, height: 20 }, svg('path', { d: lines })));
  return sign;
}

/** The part of the page that a view fills, made where the page's file has none. */
function sectionOf(view: View): HTMLElement {
  const held = document.getElementById(`view-${view}`);
  if (held !== null) return held;
  const made = el('section', { id: `view-${view}`, class: `view ${view}`, 'aria-label': texts[view], hidden: '' });
  byId('main', HTMLElement).append(made);
  return made;
}

function linkOf(view: View): HTMLElement {
  const link = document.querySelector<HTMLElement>(`[data-view="${view}"]`);
  if (link === null) throw new Error(`The page has no link to the view ${view}.`);
  return link;
}

/** On a phone the links are a row to scroll: the current one comes to its middle. The page itself stays where it is. */
function bringIntoRow(link: HTMLElement): void {
  const row = byId('rail', HTMLElement);
  row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
}
