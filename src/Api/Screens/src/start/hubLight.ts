import { byId, say } from '../shared/dom';
import type { HubState, StatusHub } from '../shared/hub';

const inWords: Readonly<Record<HubState, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
};

/** The dot and word that say whether what is shown is live. */
export function showHubState(hub: StatusHub): void {
  const light = byId('hub', HTMLElement);
  hub.whenState((state) => {
    light.dataset['state'] = state;
    say(light, inWords[state]);
    document.documentElement.dataset['hub'] = state;
  });
}
