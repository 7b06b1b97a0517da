import { type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { backoff } from './backoff.js';
import { type Decoder, ContractError } from './decode.js';
import * as contracts from './contracts.js';
import { Signal } from './signal.js';

/** Paused: nobody looks, and the connection was let go. */
export type HubState = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'paused';

export interface HubOptions {
  readonly token?: () => string | null;
  readonly onTurnedAway?: (sent: string | null) => void;
  /** How the connection is made, for tests. */
  readonly connect?: (address: string, token: () => string) => HubConnection;
}

/** After so long without a connection the word is "offline", though it goes on trying. */
const offlineAfterMs = 8_000;
const firstWaitMs = 250;
const longestWaitMs = 5_000;
/** A connection that leaves a call without an answer for so long is dead, whatever it says of itself: it is made anew. */
const answerWithinMs = 10_000;

/**
 * The status hub: once started it stays connected until it is stopped, whatever becomes of engine and network, and says on every new
 * connection that everything must be watched again.
 */
export class StatusHub {
  readonly stateChanged = new Signal<HubState>();
  /** The first connection, and each that follows a loss: everything must be watched again. */
  readonly connected = new Signal();
  /** Something may have been slept through, though the connection stands: whoever watches asks where it stands. */
  readonly woken = new Signal();
  readonly changed = new Signal<contracts.Change>();
  /** A new day has changed the card of a watched member without a change of the account. */
  readonly refreshed = new Signal<contracts.Status>();
  /** Somebody is to be greeted on a watched display. */
  readonly recognised = new Signal<contracts.Recognition>();
  /** Somebody is not to be shown any more on a watched display. */
  readonly withdrawn = new Signal<contracts.Withdrawal>();
  /** A watched member was erased: nothing more comes of them. */
  readonly erased = new Signal<contracts.Erased>();
  /** Something of a watched member's rewards has changed: ask. Not repeated after a break: ask on each connection, too. */
  readonly rewardChanged = new Signal<contracts.RewardChange>();
  private readonly connection: HubConnection;
  private readonly watches = new Map<string, number>();
  private isWanted = false;
  private isPaused = false;
  private running: Promise<void> | null = null;
  /** Attempts since the connection was lost; the first one ever is made at once. */
  private attempt = 0;
  private hurry: (() => void) | null = null;
  private offlineTimer: ReturnType<typeof setTimeout> | undefined;
  /** What the last attempt came with. */
  private sent: string | null = null;

  constructor(
    address: string,
    private readonly options: HubOptions = {},
  ) {
    this.connection = (options.connect ?? connectionTo)(address, () => {
      this.sent = options.token?.() ?? null;
      return this.sent ?? '';
    });
    this.receive('statusChanged', contracts.change, this.changed);
    this.receive('statusRefreshed', contracts.status, this.refreshed);
    this.receive('recognised', contracts.recognition, this.recognised);
    this.receive('recognitionWithdrawn', contracts.withdrawal, this.withdrawn);
    this.receive('memberErased', contracts.erased, this.erased);
    this.receive('rewardChanged', contracts.rewardChange, this.rewardChanged);
    this.connection.onclose(() => this.closed());
  }

  get isLive(): boolean {
    return this.connection.state === HubConnectionState.Connected;
  }

  /** Connects, and from then on whenever there is no connection. Resolves with the first connection. */
  start(): Promise<void> {
    if (!this.isWanted) this.lost('connecting');
    this.isWanted = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Ends the connection, and makes no other before it is started again. */
  async stop(): Promise<void> {
    this.isWanted = false;
    this.goOn();
    await this.connection.stop();
    clearTimeout(this.offlineTimer);
  }

  /** Lets the connection go while nobody looks: what happens meanwhile is told after {@link resume}. */
  async pause(): Promise<void> {
    if (this.isPaused) return;
    this.isPaused = true;
    clearTimeout(this.offlineTimer);
    this.stateChanged.emit('paused');
    await this.connection.stop();
  }

  /** Goes on at once: makes the connection, without waiting for the next attempt, or has all ask where they stand if there is one. */
  resume(): void {
    if (this.isPaused) this.lost('reconnecting');
    this.isPaused = false;
    this.attempt = 0;
    if (this.isLive) this.woken.emit();
    else this.goOn();
  }

  /** Starts the pushes of one member; those after a version that were missed come first. Answers the card as it is now. */
  async watchMember(memberId: string, afterVersion: number | null): Promise<contracts.Status> {
    return contracts.status(await this.invoke('WatchMember', memberId, afterVersion), 'WatchMember');
  }

  /** Starts the pushes of a display; those still valid come first. Answers their ids: whom else it shows is to go. */
  async watchDisplay(airport: string, location: string): Promise<readonly string[]> {
    return contracts.recognitionIds(await this.invoke('WatchDisplay', airport, location), 'WatchDisplay');
  }

  /** Starts the pushes of everybody. */
  async watchAll(): Promise<void> {
    await this.invoke('WatchAll');
  }

  /** One more follows a member on this connection; the last who leaves ends the pushes. */
  join(memberId: string): void {
    this.watches.set(memberId, (this.watches.get(memberId) ?? 0) + 1);
  }

  leave(memberId: string): void {
    const left = (this.watches.get(memberId) ?? 1) - 1;
    if (left > 0) {
      this.watches.set(memberId, left);
      return;
    }
    this.watches.delete(memberId);
    if (this.isLive) this.invoke('UnwatchMember', memberId).catch(() => undefined);
  }

  private async run(): Promise<void> {
    while (this.isWanted && !this.isLive) {
      if (this.isPaused || this.attempt > 0) await this.wait();
      if (!this.isWanted || this.isPaused) continue;
      this.attempt++;
      try {
        await this.connection.start();
      } catch (fault) {
        // The library wraps the answer: only the words of its error still have the status.
        if (String(fault).includes("Status code '401'")) this.options.onTurnedAway?.(this.sent);
      }
    }
    if (this.isWanted) this.backAgain();
  }

  /** Until the next attempt; while paused, until it is resumed. */
  private wait(): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.isPaused ? undefined : setTimeout(() => this.goOn(), backoff(this.attempt - 1, firstWaitMs, longestWaitMs));
      this.hurry = () => {
        clearTimeout(timer);
        this.hurry = null;
        resolve();
      };
    });
  }

  private goOn(): void {
    this.hurry?.();
  }

  private closed(): void {
    if (!this.isWanted) return;
    this.attempt = 1;
    if (!this.isPaused) this.lost('reconnecting');
    void this.start();
  }

  private async invoke(method: string, ...given: unknown[]): Promise<unknown> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        void this.connection.stop();
        reject(new Error(`${method} was not answered within ${answerWithinMs} ms.`));
      }, answerWithinMs);
    });
    try {
      return await Promise.race([this.connection.invoke<unknown>(method, ...given), silence]);
    } finally {
      clearTimeout(timer);
    }
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
    this.attempt = 0;
    clearTimeout(this.offlineTimer);
    this.stateChanged.emit('live');
    this.connected.emit();
  }

  private lost(state: HubState): void {
    this.stateChanged.emit(state);
    clearTimeout(this.offlineTimer);
    this.offlineTimer = setTimeout(() => this.stateChanged.emit('offline'), offlineAfterMs);
  }
}

const connectionTo = (address: string, token: () => string): HubConnection =>
  new HubConnectionBuilder().withUrl(address, { accessTokenFactory: token }).configureLogging(LogLevel.None).build();
