import { byId, setText } from './dom';
import type { StatusHub } from './hub';
import { texts } from './texts';

/** The dot and word that say whether what is shown is live. */
export function showHubState(hub: StatusHub): void {
  const light = byId('hub', HTMLElement);
  hub.stateChanged.on((state) => {
    light.dataset['state'] = state;
    setText(light, texts.hub[state]);
    document.documentElement.dataset['hub'] = state;
  });
}
