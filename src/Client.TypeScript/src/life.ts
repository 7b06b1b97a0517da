import type { StatusHub } from './hub.js';

/** A page that is hidden for longer lets its connection go. */
const hiddenPatienceMs = 30_000;
const tickMs = 5_000;
/** A tick that is so late means that the machine or the process slept. */
const sleptMs = 20_000;

interface Place {
  addEventListener(name: string, listener: () => void): void;
  removeEventListener(name: string, listener: () => void): void;
}

/** The page that the client is in; elsewhere there is none. */
export interface PageOf {
  readonly document: Place & { readonly hidden: boolean };
  readonly window: Place;
}

/**
 * Has the hub stop and go on with the page or process it lives in: goes on at once when a page is seen again, when the network is back and
 * when the machine has slept.
 * @param pauses Whether the connection is let go while the page is hidden.
 * @returns Ends that.
 */
export function followLife(hub: StatusHub, pauses: boolean, page: PageOf | null = thisPage()): () => void {
  let patience: ReturnType<typeof setTimeout> | undefined;
  const hides = (): void => {
    clearTimeout(patience);
    if (pauses) patience = setTimeout(() => void hub.pause(), hiddenPatienceMs);
  };
  const goesOn = (): void => {
    clearTimeout(patience);
    if (page === null || !page.document.hidden) hub.resume();
  };
  const turns = (): void => (page?.document.hidden === true ? hides() : goesOn());
  const freezes = (): void => {
    if (pauses) void hub.pause();
  };
  const listened: readonly (readonly [Place | undefined, string, () => void])[] = [
    [page?.document, 'visibilitychange', turns],
    [page?.document, 'freeze', freezes],
    [page?.document, 'resume', goesOn],
    [page?.window, 'pageshow', goesOn],
    [page?.window, 'online', goesOn],
  ];
  for (const [place, name, listener] of listened) place?.addEventListener(name, listener);
  let last = Date.now();
  const ticking = setInterval(() => {
    const late = Date.now() - last - tickMs;
    last = Date.now();
    // Browsers let the clocks of hidden pages run late.
    if (late > sleptMs) goesOn();
  }, tickMs);
  // A program of Node.js may end while this waits.
  (ticking as { unref?: () => void }).unref?.();
  return () => {
    clearTimeout(patience);
    clearInterval(ticking);
    for (const [place, name, listener] of listened) place?.removeEventListener(name, listener);
  };
}

const thisPage = (): PageOf | null =>
  typeof document === 'undefined' || typeof window === 'undefined' ? null : { document, window };
