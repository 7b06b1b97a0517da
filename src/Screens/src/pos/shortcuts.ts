/** Keys that browsers leave to pages: not F1, F3, F5 to F7, F10 to F12. */
export type Shortcuts = Readonly<Partial<Record<'F2' | 'F4' | 'F8' | 'F9', () => void>>>;

/**
 * Listens for the till's keys, and leads what a scanner types past any field to the member number: it ends with Enter, which must
 * not press the button that happens to have the focus.
 */
export function listenToKeys(shortcuts: Shortcuts, isModal: () => boolean, toMemberNumber: () => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isModal()) return;
    const act = Object.entries(shortcuts).find(([key]) => key === event.key)?.[1];
    if (act !== undefined) {
      event.preventDefault();
      if (!event.repeat) act();
      return;
    }
    const isTyped = /^[\p{L}\p{N}]$/u.test(event.key);
    const hasField = event.target instanceof HTMLElement && event.target.matches('input:not([type="radio"]), select, textarea');
    if (isTyped && !hasField) toMemberNumber();
  });
}
