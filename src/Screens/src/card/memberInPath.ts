/** The member that the address `/card/{memberId}` names, as people may have typed it. */
export function memberInPath(path: string): string {
  const last = path.split('/').filter((part) => part !== '').at(-1) ?? '';
  try {
    return decodeURIComponent(last).replace(/\s/g, '').toUpperCase();
  } catch {
    return last;
  }
}
