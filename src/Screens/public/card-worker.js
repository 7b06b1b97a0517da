// The card opens without a network: the page and what it is made of are kept on the phone, what it shows is not kept here.
// The newest page is asked for first, so that nobody is left with an old one.

const kept = 'card';
const page = '/card.html';
/** Files kept: a few builds of the page, the oldest go first. */
const mostKept = 40;
const isAsset = (url) => url.origin === location.origin && /^\/(assets\/|icon-|favicon)/.test(url.pathname);

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(kept).then((cache) => cache.add(page)));
});

addEventListener('activate', (event) => event.waitUntil(clients.claim()));

// What the page had loaded before there was a worker.
addEventListener('message', (event) => {
  if (!Array.isArray(event.data)) return;
  // Each once: a picture may have been loaded for two places. One that fails must not keep the others away.
  const assets = [...new Set(event.data)].slice(0, mostKept).filter((address) => isAsset(new URL(address, location.origin)));
  event.waitUntil(caches.open(kept).then((cache) => Promise.allSettled(assets.map((address) => cache.add(address)))));
});

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET') return;
  if (event.request.mode === 'navigate') event.respondWith(newestPage(event.request));
  else if (isAsset(url)) event.respondWith(assetOf(event.request));
});

async function newestPage(request) {
  const cache = await caches.open(kept);
  try {
    const answer = await fetch(request);
    if (answer.ok) await keep(cache, page, answer.clone());
    return answer;
  } catch (fault) {
    const old = await cache.match(page);
    if (old === undefined) throw fault;
    return old;
  }
}

/** Assets are named by their content: what is kept is right for ever. */
async function assetOf(request) {
  const cache = await caches.open(kept);
  const old = await cache.match(request);
  if (old !== undefined) return old;
  const answer = await fetch(request);
  if (answer.ok) await keep(cache, request, answer.clone());
  return answer;
}

async function keep(cache, request, answer) {
  await cache.put(request, answer);
  const all = await cache.keys();
  const old = all.filter((one) => new URL(one.url).pathname !== page).slice(0, Math.max(0, all.length - mostKept));
  await Promise.all(old.map((one) => cache.delete(one)));
}
