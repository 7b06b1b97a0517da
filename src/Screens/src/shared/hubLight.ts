import { byId, setText } from './dom';
import type { StatusHub } from './hub';
import { hubWord } from './words/hubWords';

/** The dot and word that say whether what is shown is live. */
export function showHubState(hub: StatusHub): void {
  const light = byId('hub', HTMLElement);
  hub.whenState((state) => {
    light.dataset['state'] = state;
    setText(light, hubWord(state));
    document.documentElement.dataset['hub'] = state;
  });
}
