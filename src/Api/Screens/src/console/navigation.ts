import { byId } from '../shared/dom';
import { type Place, type View, placeOf, views } from './router';

/** Shows the view that the address names. Links and the browser's own buttons move; nothing is loaded anew. */
export class Navigation {
  private readonly listeners: ((place: Place) => void)[] = [];

  get place(): Place {
    return placeOf(location.hash);
  }

  isAt(view: View): boolean {
    return this.place.view === view;
  }

  whenMoved(listener: (place: Place) => void): void {
    this.listeners.push(listener);
  }

  start(): void {
    addEventListener('hashchange', () => this.show());
    this.show();
  }

  /** Shows the view that the address names, once more where it is shown already. */
  show(): void {
    const place = this.place;
    for (const view of views) byId(`view-${view}`, HTMLElement).hidden = view !== place.view;
    for (const link of document.querySelectorAll<HTMLElement>('[data-view]')) {
      if (link.dataset['view'] === place.view) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    for (const listener of this.listeners) listener(place);
  }
}
