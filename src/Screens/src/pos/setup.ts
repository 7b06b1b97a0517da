import { type Programme, programme } from '@loyalty/client/contracts';
import { ContractError, list, shape, text } from '@loyalty/client/decode';

/** What the till knows of its engine, kept so that it can sell before it has reached it again. */
export interface Setup {
  readonly programme: Programme;
  /** The programme's first, then those with a rate. */
  readonly currencies: readonly string[];
}

const place = 'till-setup';

const decode = shape({ programme, currencies: list(text) });

export const makeSetup = (programme: Programme, withRates: readonly string[]): Setup => ({
  programme,
  currencies: [...new Set([programme.currency, ...[...withRates].sort()])],
});

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
