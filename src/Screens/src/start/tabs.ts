import { byId } from '../shared/dom';

const names = ['transactions', 'history', 'forecast', 'why'] as const;
export type TabName = (typeof names)[number];

/** Tabs by the pattern that screen readers know: arrows move, Home and End jump, only the chosen tab is in the order of the Tab key. */
export class Tabs {
  private chosen: TabName = 'transactions';

  constructor(private readonly onChosen: (name: TabName) => void) {
    for (const name of names) {
      this.tab(name).addEventListener('click', () => this.choose(name));
      this.tab(name).addEventListener('keydown', (event) => this.move(event));
    }
  }

  get current(): TabName {
    return this.chosen;
  }

  panel(name: TabName): HTMLElement {
    return byId(`panel-${name}`, HTMLElement);
  }

  private move(event: KeyboardEvent): void {
    const at = names.indexOf(this.chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    const name = to === undefined ? undefined : names[(to + names.length) % names.length];
    if (name === undefined) return;
    event.preventDefault();
    this.choose(name);
    this.tab(name).focus();
  }

  private choose(chosen: TabName): void {
    this.chosen = chosen;
    for (const name of names) {
      this.tab(name).setAttribute('aria-selected', String(name === chosen));
      this.tab(name).tabIndex = name === chosen ? 0 : -1;
      this.panel(name).hidden = name !== chosen;
    }
    this.onChosen(chosen);
  }

  private tab(name: TabName): HTMLElement {
    return byId(`tab-${name}`, HTMLElement);
  }
}
