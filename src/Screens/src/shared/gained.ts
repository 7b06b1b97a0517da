/** How long a benefit counts as just gained. */
const markedMs = 10_000;

/** Which of the benefits a move of the tier has just brought. */
export class Gained {
  private held: ReadonlySet<string> = new Set();
  private marked: ReadonlySet<string> = new Set();
  private until = 0;

  /** Takes in the benefits held now; those of a card that was not open before are no news. */
  see(codes: readonly string[], isNew: boolean, now: number): ReadonlySet<string> {
    const brought = isNew ? [] : codes.filter((code) => !this.held.has(code));
    if (brought.length > 0) {
      this.marked = new Set(brought);
      this.until = now + markedMs;
    } else if (isNew || now > this.until) {
      this.marked = new Set();
    }
    this.held = new Set(codes);
    return this.marked;
  }
}
