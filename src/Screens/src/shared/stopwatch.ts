const mostOpen = 100;

/** Milliseconds from a click to the push that it caused, by the id of the command. */
export class Stopwatch {
  private readonly started = new Map<string, number>();

  start(id: string, now: number): void {
    if (this.started.has(id)) return;
    this.started.set(id, now);
    for (const oldest of this.started.keys()) {
      if (this.started.size <= mostOpen) break;
      this.started.delete(oldest);
    }
  }

  /** Null for a command that was not ours. The first push stops the watch. */
  stop(id: string | null, now: number): number | null {
    const at = id === null ? undefined : this.started.get(id);
    if (id === null || at === undefined) return null;
    this.started.delete(id);
    return Math.max(0, Math.round(now - at));
  }
}
