/** Something that others want to hear of: listeners are called in the order in which they came. */
export class Signal<T = void> {
  private readonly listeners = new Set<{ readonly call: (value: T) => void }>();

  /**
   * Calls a listener whenever the signal is given, from now on.
   * @returns Ends that.
   */
  on(listener: (value: T) => void): () => void {
    const mine = { call: listener };
    this.listeners.add(mine);
    return () => void this.listeners.delete(mine);
  }

  emit(value: T): void {
    for (const { call } of [...this.listeners]) call(value);
  }
}
