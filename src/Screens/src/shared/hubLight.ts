import type { HubState, StatusHub } from '@loyalty/client';
import { byId, setText } from './dom';
import { texts } from './texts';

/** The dot and word that say whether what is shown is live. */
export class HubLight {
  private readonly light = byId('hub', HTMLElement);
  private state: HubState = 'connecting';
  private isWaiting: boolean;

  /** @param waitsForData Whether there is nothing to be live before {@link hasData}. */
  constructor(hub: StatusHub, waitsForData = false) {
    this.isWaiting = waitsForData;
    hub.stateChanged.on((state) => {
      this.state = state;
      this.draw();
    });
  }

  /** What is shown has come from the engine. */
  hasData(): void {
    this.isWaiting = false;
    this.draw();
  }

  private draw(): void {
    // Nobody sees a page that is paused; as soon as somebody does, it connects.
    const state = this.state === 'paused' ? 'reconnecting' : this.state;
    const shown = this.isWaiting && state === 'live' ? 'connecting' : state;
    this.light.dataset['state'] = shown;
    setText(this.light, texts.hub[shown]);
    document.documentElement.dataset['hub'] = shown;
  }
}
