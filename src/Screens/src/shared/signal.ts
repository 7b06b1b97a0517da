/** Something that others want to hear of: listeners are called in the order in which they came. */
export class Signal<T = void> {
  private readonly listeners: ((value: T) => void)[] = [];

  /** Calls a listener whenever the signal is given, from now on. */
  on(listener: (value: T) => void): void {
    this.listeners.push(listener);
  }

  emit(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
}
