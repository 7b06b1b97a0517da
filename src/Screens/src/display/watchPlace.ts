import type { StatusHub } from '@loyalty/client';
import type { Place } from './place';

const longestWaitMs = 15_000;

/** Takes in who is still valid after a connection was made: whom else the display shows, it shows no longer. */
export interface Valid {
  /** Those shown now, before the engine is asked. */
  shown(): ReadonlySet<string>;
  only(recognitionIds: readonly string[], among: ReadonlySet<string>): void;
}

/**
 * Watches a display on every connection there is, for as long as the page lives. The engine may be up and its store not: then it is
 * asked again, on the same connection.
 * @param refused Called when the engine says that there can be no such display.
 */
export function watchPlace(hub: StatusHub, place: Place, valid: Valid, refused: () => void): void {
  let connection = 0;
  hub.connected.on(() => void watch(++connection));

  async function watch(mine: number): Promise<void> {
    for (let wait = 500; mine === connection && hub.isLive; wait = Math.min(wait * 2, longestWaitMs)) {
      try {
        const before = valid.shown();
        valid.only(await hub.watchDisplay(place.airport, place.location), before);
        return;
      } catch (fault) {
        if (/(airport|location)-not-valid/.test(String(fault))) {
          refused();
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, wait * (0.75 + Math.random() / 2)));
      }
    }
  }
}
