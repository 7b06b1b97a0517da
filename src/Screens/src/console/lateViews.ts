import type { View } from './router';

/** What shows a view that comes as a chunk of its own. */
export interface LateView {
  /** Asks for what the view shows, once more whenever it is come to. */
  read(query: string | undefined): Promise<void>;
}

/** Views that come with whoever opens them: most never do. */
export class LateViews {
  private readonly here = new Map<View, LateView>();

  constructor(private readonly load: Partial<Record<View, () => Promise<LateView>>>) {}

  async show(view: View, query?: string): Promise<void> {
    const load = this.load[view];
    if (load === undefined) return;
    const come = this.here.get(view) ?? (await this.come(view, load));
    await come?.read(query);
  }

  private async come(view: View, load: () => Promise<LateView>): Promise<LateView | null> {
    try {
      const come = await load();
      // Who has asked twice while it came has one.
      return this.here.get(view) ?? (this.here.set(view, come), come);
    } catch (fault) {
      console.warn(`The view ${view}:`, fault);
      return null;
    }
  }
}
