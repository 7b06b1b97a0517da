const name = 'till';

const channel = new BroadcastChannel(name);
channel.addEventListener('message', () => dispatchEvent(new Event('till-changed')));

/** Tells the other tabs of this till that a receipt has changed. */
export const tellTabs = (): void => channel.postMessage(null);

/**
 * Lets one tab send at a time. Browsers give locks to safe origins only; without them two tabs may send the same line, which its id
 * makes harmless.
 */
export const oneTabAtATime = async (work: () => Promise<void>): Promise<void> => {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) await work();
  else await locks.request(name, work);
};
