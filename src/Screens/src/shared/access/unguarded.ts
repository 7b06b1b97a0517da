import { LoyaltyCalls } from '@loyalty/client';
import { secret } from './secret';

/** The engine as the gate itself asks it: what is turned away here does not ask for a key. */
export const unguarded = new LoyaltyCalls('', { token: secret });
