import { type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { askForSecret } from './access/gate';
import { secret } from './access/secret';
import { backoff } from './backoff';
import { type Decoder, ContractError } from './decode';
import * as contracts from './contracts';
import { Signal } from './signal';

export type HubState = 'connecting' | 'live' | 'reconnecting' | 'offline';

/** After so long without a connection the word is "offline", though it goes on trying. */
const offlineAfterMs = 8_000;
const longestWaitMs = 5_000;

const waitBefore = (attempt: number): number => backoff(attempt, 250, longestWaitMs);

/** The status hub: stays connected for as long as the page lives, and says on every new connection that everything must be watched again. */
export class StatusHub {
  readonly stateChanged = new Signal<HubState>();
  /** The first connection, and each that follows a loss: everything must be watched again. */
  readonly connected = new Signal();
  readonly changed = new Signal<contracts.Change>();
  /** A new day has changed the card of a watched member without a change of the account. */
  readonly refreshed = new Signal<contracts.Status>();
  /** Somebody is to be greeted on a watched display. */
  readonly recognised = new Signal<contracts.Recognition>();
  /** Somebody is not to be shown any more on a watched display. */
  readonly withdrawn = new Signal<contracts.Withdrawal>();
  /** A watched member was erased: nothing more comes of them. */
  readonly erased = new Signal<contracts.Erased>();
  private readonly connection: HubConnection;
  private offlineTimer: ReturnType<typeof setTimeout> | undefined;
  /** What the last attempt came with. */
  private sent: string | null = null;

  constructor(address = '/hubs/status') {
    this.connection = new HubConnectionBuilder()
      .withUrl(address, { accessTokenFactory: () => (this.sent = secret()) ?? '' })
      .withAutomaticReconnect({
        nextRetryDelayInMilliseconds: ({ previousRetryCount, retryReason }) => {
          this.askWhereRefused(retryReason);
          return waitBefore(previousRetryCount);
        },
      })
      .configureLogging(LogLevel.None)
      .build();
    this.receive('statusChanged', contracts.change, this.changed);
    this.receive('statusRefreshed', contracts.status, this.refreshed);
    this.receive('recognised', contracts.recognition, this.recognised);
    this.receive('recognitionWithdrawn', contracts.withdrawal, this.withdrawn);
    this.receive('memberErased', contracts.erased, this.erased);
    this.connection.onreconnecting(() => this.lost('reconnecting'));
    this.connection.onreconnected(() => this.backAgain());
    // Only a server that forbids to reconnect ends up here; it may be another one by the next attempt.
    this.connection.onclose(() => void this.start());
  }

  get isLive(): boolean {
    return this.connection.state === HubConnectionState.Connected;
  }

  /** The library reconnects what was connected once; until then the attempts are ours. */
  async start(): Promise<void> {
    this.lost('connecting');
    for (let attempt = 0; ; attempt++) {
      try {
        await this.connection.start();
        this.backAgain();
        return;
      } catch (fault) {
        this.askWhereRefused(fault);
        await new Promise((resolve) => setTimeout(resolve, waitBefore(attempt)));
      }
    }
  }

  /** Starts the pushes of one member; those after a version that were missed come first. Answers the card as it is now. */
  async watchMember(memberId: string, afterVersion: number | null): Promise<contracts.Status> {
    return contracts.status(await this.connection.invoke<unknown>('WatchMember', memberId, afterVersion), 'WatchMember');
  }

  async unwatchMember(memberId: string): Promise<void> {
    if (this.isLive) await this.connection.invoke('UnwatchMember', memberId);
  }

  /** Starts the pushes of a display; those still valid come first. Answers their ids: whom else it shows is to go. */
  async watchDisplay(airport: string, location: string): Promise<readonly string[]> {
    return contracts.recognitionIds(await this.connection.invoke<unknown>('WatchDisplay', airport, location), 'WatchDisplay');
  }

  /** Starts the pushes of everybody. */
  async watchAll(): Promise<void> {
    await this.connection.invoke('WatchAll');
  }

  private receive<T>(method: string, decode: Decoder<T>, signal: Signal<T>): void {
    this.connection.on(method, (message: unknown) => {
      let value: T;
      try {
        value = decode(message, method);
      } catch (fault) {
        if (!(fault instanceof ContractError)) throw fault;
        console.warn(fault.message);
        return;
      }
      signal.emit(value);
    });
  }

  private backAgain(): void {
    clearTimeout(this.offlineTimer);
    this.stateChanged.emit('live');
    this.connected.emit();
  }

  /** A connection that is turned away for want of a key. The library wraps the answer: only the words of its error still have the status. */
  private askWhereRefused(fault: unknown): void {
    if (String(fault).includes("Status code '401'")) askForSecret(this.sent);
  }

  private lost(state: HubState): void {
    this.stateChanged.emit(state);
    clearTimeout(this.offlineTimer);
    this.offlineTimer = setTimeout(() => this.stateChanged.emit('offline'), offlineAfterMs);
  }
}
