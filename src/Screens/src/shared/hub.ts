import { type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { askForSecret } from './access/gate';
import { secret } from './access/secret';
import { backoff } from './backoff';
import { type Decoder, ContractError } from './decode';
import * as contracts from './contracts';

export type HubState = 'connecting' | 'live' | 'reconnecting' | 'offline';

/** After so long without a connection the word is "offline", though it goes on trying. */
const offlineAfterMs = 8_000;
const longestWaitMs = 5_000;

const waitBefore = (attempt: number): number => backoff(attempt, 250, longestWaitMs);

/** The status hub: stays connected for as long as the page lives, and says on every new connection that everything must be watched again. */
export class StatusHub {
  private readonly connection: HubConnection;
  private readonly onState: ((state: HubState) => void)[] = [];
  private readonly onConnected: (() => void)[] = [];
  private readonly onChange: ((change: contracts.Change) => void)[] = [];
  private readonly onRefresh: ((status: contracts.Status) => void)[] = [];
  private readonly onRecognised: ((recognition: contracts.Recognition) => void)[] = [];
  private readonly onWithdrawn: ((withdrawal: contracts.Withdrawal) => void)[] = [];
  private readonly onErased: ((erased: contracts.Erased) => void)[] = [];
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
    this.receive('statusChanged', contracts.change, this.onChange);
    this.receive('statusRefreshed', contracts.status, this.onRefresh);
    this.receive('recognised', contracts.recognition, this.onRecognised);
    this.receive('recognitionWithdrawn', contracts.withdrawal, this.onWithdrawn);
    this.receive('memberErased', contracts.erased, this.onErased);
    this.connection.onreconnecting(() => this.lost('reconnecting'));
    this.connection.onreconnected(() => this.connected());
    // Only a server that forbids to reconnect ends up here; it may be another one by the next attempt.
    this.connection.onclose(() => void this.start());
  }

  get isLive(): boolean {
    return this.connection.state === HubConnectionState.Connected;
  }

  whenState(listener: (state: HubState) => void): void {
    this.onState.push(listener);
  }

  /** Called on the first connection and on each that follows a loss. */
  whenConnected(listener: () => void): void {
    this.onConnected.push(listener);
  }

  whenChanged(listener: (change: contracts.Change) => void): void {
    this.onChange.push(listener);
  }

  /** A new day has changed the card of a watched member without a change of the account. */
  whenRefreshed(listener: (status: contracts.Status) => void): void {
    this.onRefresh.push(listener);
  }

  /** Somebody is to be greeted on a watched display. */
  whenRecognised(listener: (recognition: contracts.Recognition) => void): void {
    this.onRecognised.push(listener);
  }

  /** Somebody is not to be shown any more on a watched display. */
  whenWithdrawn(listener: (withdrawal: contracts.Withdrawal) => void): void {
    this.onWithdrawn.push(listener);
  }

  /** A watched member was erased: nothing more comes of them. */
  whenErased(listener: (erased: contracts.Erased) => void): void {
    this.onErased.push(listener);
  }

  /** The library reconnects what was connected once; until then the attempts are ours. */
  async start(): Promise<void> {
    this.lost('connecting');
    for (let attempt = 0; ; attempt++) {
      try {
        await this.connection.start();
        this.connected();
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

  private receive<T>(method: string, decode: Decoder<T>, listeners: readonly ((value: T) => void)[]): void {
    this.connection.on(method, (message: unknown) => {
      let value: T;
      try {
        value = decode(message, method);
      } catch (fault) {
        if (!(fault instanceof ContractError)) throw fault;
        console.warn(fault.message);
        return;
      }
      for (const listener of listeners) listener(value);
    });
  }

  private connected(): void {
    clearTimeout(this.offlineTimer);
    this.tell('live');
    for (const listener of this.onConnected) listener();
  }

  /** A connection that is turned away for want of a key. The library wraps the answer: only the words of its error still have the status. */
  private askWhereRefused(fault: unknown): void {
    if (String(fault).includes("Status code '401'")) askForSecret(this.sent);
  }

  private lost(state: HubState): void {
    this.tell(state);
    clearTimeout(this.offlineTimer);
    this.offlineTimer = setTimeout(() => this.tell('offline'), offlineAfterMs);
  }

  private tell(state: HubState): void {
    for (const listener of this.onState) listener(state);
  }
}
