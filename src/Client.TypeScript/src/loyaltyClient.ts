import type { CallOptions } from './calls.js';
import { StatusHub } from './hub.js';
import { followLife } from './life.js';
import { LoyaltyCalls } from './loyaltyCalls.js';
import { MemberWatch } from './memberWatch.js';

export interface LoyaltyOptions extends CallOptions {
  /** Whether a page that is hidden lets its connection go, as one on a phone should. */
  readonly pausesWhenHidden?: boolean;
}

/** The engine at one address: its calls, and what it tells by itself. */
export class LoyaltyClient extends LoyaltyCalls {
  /** Connected with the first watch, or by its {@link StatusHub.start}. */
  readonly hub: StatusHub;
  private readonly endLife: () => void;

  constructor(baseUrl: string, options: LoyaltyOptions = {}) {
    super(baseUrl, options);
    this.hub = new StatusHub(`${this.baseUrl}/hubs/status`, {
      token: () => this.token,
      ...(options.onTurnedAway === undefined ? {} : { onTurnedAway: options.onTurnedAway }),
    });
    this.endLife = followLife(this.hub, options.pausesWhenHidden ?? false);
  }

  /** Follows a member from now on, over every break, until it is stopped. */
  watch(memberId: string): MemberWatch {
    void this.hub.start();
    return new MemberWatch(this.hub, memberId);
  }

  /** Ends the connection and all that belongs to it. */
  async close(): Promise<void> {
    this.endLife();
    await this.hub.stop();
  }
}
