import { type ClockState, type Programme, programme } from '../shared/contracts';
import { dateIn } from '../shared/civilDate';
import { ContractError, list, number, shape, text } from '../shared/decode';

/** What the till knows of its engine, kept so that it can sell before it has reached it again. */
export interface Setup {
  readonly programme: Programme;
  /** The programme's first, then those with a rate. */
  readonly currencies: readonly string[];
  /** Milliseconds that the engine's clock is ahead of this machine's. */
  readonly clockAheadMs: number;
}

const place = 'till-setup';

const decode = shape({ programme, currencies: list(text), clockAheadMs: number });

export const makeSetup = (programme: Programme, withRates: readonly string[], clock: ClockState, now: number): Setup => ({
  programme,
  currencies: [...new Set([programme.currency, ...[...withRates].sort()])],
  clockAheadMs: new Date(clock.now).getTime() - now,
});

/** The programme's day by the engine's clock as it was last read: this machine's clock may be wrong, or in another zone. */
export const dayOf = ({ programme: { timeZone }, clockAheadMs }: Setup, now: number): string | null =>
  dateIn(new Date(now + clockAheadMs), timeZone);

export function rememberSetup(setup: Setup, storage: Storage = localStorage): void {
  try {
    storage.setItem(place, JSON.stringify(setup));
  } catch (fault) {
    console.warn('The setup is not kept:', fault);
  }
}

export function rememberedSetup(storage: Storage = localStorage): Setup | null {
  try {
    const kept = storage.getItem(place);
    return kept === null ? null : decode(JSON.parse(kept), place);
  } catch (fault) {
    if (!(fault instanceof ContractError || fault instanceof SyntaxError || fault instanceof DOMException)) throw fault;
    return null;
  }
}
