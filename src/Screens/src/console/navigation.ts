import { Signal } from '@loyalty/client';
import type { Me } from '@loyalty/client/contracts';
import { may } from '../shared/access/whoAmI';
import { byId } from '../shared/dom';
import { type Place, type View, addressOf, opensTo, placeOf, views } from './router';

/** Shows the view that the address names. Links and the browser's own buttons move; nothing is loaded anew. */
export class Navigation {
  readonly moved = new Signal<Place>();
  private open: readonly View[] = views;

  get place(): Place {
    return placeOf(location.hash);
  }

  isAt(view: View): boolean {
    return this.place.view === view;
  }

  /** Offers the views that are open to a caller, and leaves one that is not for the first that is. */
  offer(me: Me): void {
    this.open = views.filter((view) => opensTo[view].length === 0 || may(me, ...opensTo[view]));
    for (const view of views) linkOf(view).hidden = !this.open.includes(view);
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
    for (const view of views) byId(`view-${view}`, HTMLElement).hidden = view !== place.view;
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

function linkOf(view: View): HTMLElement {
  const link = document.querySelector<HTMLElement>(`[data-view="${view}"]`);
  if (link === null) throw new Error(`The page has no link to the view ${view}.`);
  return link;
}

/** On a phone the links are a row to scroll: the current one comes to its middle. The page itself stays where it is. */
function bringIntoRow(link: HTMLElement): void {
  const row = link.parentElement;
  if (row) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
}
