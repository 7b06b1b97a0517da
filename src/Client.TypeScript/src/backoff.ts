/** Milliseconds to wait before the next attempt: doubled each time up to a limit, spread by a quarter so that not all come back at once. */
export const backoff = (attempt: number, firstMs: number, longestMs: number, random: () => number = Math.random): number =>
  Math.min(firstMs * 2 ** Math.min(attempt, 10), longestMs) * (0.75 + random() / 2);
