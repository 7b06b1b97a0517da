const key = 'member';

/** The member that the page's address names, so that a reload or a link keeps the card. */
export const memberInAddress = (): string | null => new URLSearchParams(location.search).get(key);

/** Puts the member into the address; going back leads to the card before. */
export function rememberMember(memberId: string): void {
  if (memberInAddress() === memberId) return;
  const address = new URL(location.href);
  address.searchParams.set(key, memberId);
  history.pushState(null, '', address);
}
