/** The key or token of this page. Kept for as long as the tab, or on the device where the page is a device's: `<html data-keeps="device">`. */

const name = 'access';
/** What the link to a member's card has given, on that member's pages alone: `<html data-of="member">`. */
const ofDevice = 'card-access';

const isOfMember = (): boolean => document.documentElement.dataset['of'] === 'member';
/** A device that nobody types on is given its key in the address: behind the #, it is never sent. */
const inAddress = /^#key=([\w.~-]+)$/;

export const isOfDevice = (): boolean => document.documentElement.dataset['keeps'] === 'device';

export const place = (): Storage => (isOfDevice() ? localStorage : sessionStorage);

let held: string | null = null;

/** What is sent with every call; null while nothing has been asked for. */
export const secret = (): string | null => held;

export const secretHeaders = (): Readonly<Record<string, string>> => (held === null ? {} : { Authorization: `Bearer ${held}` });

/** Takes the key out of the address or from where it was kept. */
export function takeUp(): void {
  const given = inAddress.exec(location.hash)?.[1];
  if (given !== undefined) {
    history.replaceState(null, '', location.pathname + location.search);
    keep(given);
    return;
  }
  held = attempt(() => place().getItem(name)) ?? (isOfMember() ? attempt(() => localStorage.getItem(ofDevice)) : null);
}

/** Keeps what a link to a member's card has given this device, over the end of the tab. */
export function keepOnDevice(text: string): void {
  held = text;
  attempt(() => localStorage.setItem(ofDevice, text));
}

export function keep(text: string): void {
  held = text;
  attempt(() => place().setItem(name, text));
}

export function forget(): void {
  held = null;
  attempt(() => place().removeItem(name));
  if (isOfMember()) attempt(() => localStorage.removeItem(ofDevice));
}

/** Where a browser keeps nothing, the key is asked for again at the next visit. */
function attempt<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

if (globalThis.location !== undefined) takeUp();
