import { type CallOptions, LoyaltyCalls } from '@loyalty/client';
import { askForSecret } from './access/gate';
import { secret } from './access/secret';

/** How this page presents itself. */
export const caller: CallOptions = { token: secret, onTurnedAway: askForSecret };

/** The engine that has served this page. */
export const loyalty = new LoyaltyCalls('', caller);

export const { call, callUntilKnown } = loyalty;
