import { secret, secretHeaders } from '../shared/access/secret';
import { el } from '../shared/dom';

/** A link cannot send a key: where the page has one, the files of its download links are fetched and then handed over. */
export function signDownloads(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[download][href^="/v1/"]')) signDownload(link);
}

/** The same for a link that came later. */
export function signDownload(link: HTMLAnchorElement): void {
  link.addEventListener('click', (event) => {
    if (secret() === null) return;
    event.preventDefault();
    void download(link);
  });
}

async function download(link: HTMLAnchorElement): Promise<void> {
  if (link.ariaBusy === 'true') return;
  link.ariaBusy = 'true';
  try {
    const answer = await fetch(link.href, { headers: secretHeaders() });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const address = URL.createObjectURL(await answer.blob());
    el('a', { href: address, download: link.download }).click();
    URL.revokeObjectURL(address);
    delete link.dataset['failed'];
  } catch (fault) {
    console.warn(`${link.pathname}:`, fault);
    link.dataset['failed'] = 'true';
  } finally {
    link.ariaBusy = 'false';
  }
}
