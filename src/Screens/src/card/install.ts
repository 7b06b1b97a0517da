import { el } from '../shared/dom';

/** Lets the phone install this card, and open it without a network. */
export function makeInstallable(memberId: string): void {
  document.head.append(el('link', { rel: 'manifest', href: `/card/${encodeURIComponent(memberId)}/manifest.webmanifest` }));
  // Browsers keep it from pages that came over plain http from another machine.
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker
    .register('/card-worker.js', { scope: '/card/' })
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => active?.postMessage(performance.getEntriesByType('resource').map(({ name }) => name)))
    .catch((fault: unknown) => console.info('The card stays online only:', fault));
}
