import { type HubConnection, HubConnectionState } from '@microsoft/signalr';

/** A connection of the hub that does as a test says: only what {@link StatusHub} uses of it. */
export class FakeConnection {
  state = HubConnectionState.Disconnected;
  /** Starts that fail before one succeeds. */
  refusals = 0;
  starts = 0;
  readonly calls: { readonly method: string; readonly given: readonly unknown[] }[] = [];
  answer: (method: string, given: readonly unknown[]) => Promise<unknown> = async () => null;
  private readonly receivers = new Map<string, (message: unknown) => void>();
  private closed: () => void = () => undefined;

  get asConnection(): HubConnection {
    return this as unknown as HubConnection;
  }

  on(method: string, receiver: (message: unknown) => void): void {
    this.receivers.set(method, receiver);
  }

  onclose(closed: () => void): void {
    this.closed = closed;
  }

  async start(): Promise<void> {
    this.starts++;
    if (this.refusals > 0) {
      this.refusals--;
      throw new Error("Failed to complete negotiation: Status code '401'");
    }
    this.state = HubConnectionState.Connected;
  }

  async stop(): Promise<void> {
    if (this.state === HubConnectionState.Connected) this.drop();
  }

  async invoke(method: string, ...given: unknown[]): Promise<unknown> {
    this.calls.push({ method, given });
    return this.answer(method, given);
  }

  /** The network takes the connection away. */
  drop(): void {
    this.state = HubConnectionState.Disconnected;
    this.closed();
  }

  push(method: string, message: unknown): void {
    this.receivers.get(method)?.(message);
  }

  /** What was asked of the hub: method and last argument. */
  get asked(): readonly string[] {
    return this.calls.map(({ method, given }) => `${method} ${String(given.at(-1))}`);
  }
}
