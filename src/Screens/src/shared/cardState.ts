import type { Change, Status } from './contracts';

/** Changes that may wait for the ones before them; more means that something was missed for good. */
const mostWaiting = 200;

/** A member's card and the changes that came before their turn. */
export interface CardState {
  readonly status: Status | null;
  readonly waiting: readonly Change[];
}

export interface Step {
  readonly state: CardState;
  /** The changes that took effect, in order of version. */
  readonly applied: readonly Change[];
}

export const emptyCard: CardState = { status: null, waiting: [] };

/** Versions are missing before those that wait: ask the hub for what came after {@link CardState.status}. */
export const hasGap = (state: CardState): boolean => state.status !== null && state.waiting.length > 0;

/** The whole card, as the hub or the API gave it. An older one than is held changes nothing. */
export function applySnapshot(state: CardState, status: Status): Step {
  const held = state.status;
  if (held !== null && isOlder(status, held)) return { state, applied: [] };
  return drain({ status, waiting: state.waiting });
}

/**
 * One pushed change. The same change may come twice (a page watches its member and everybody) and, around a reconnect, too early:
 * it takes effect once, and not before the versions before it.
 */
export function applyChange(state: CardState, change: Change): Step {
  const version = state.status?.version ?? 0;
  if (state.status !== null && change.version <= version) {
    const isNewerDay = change.version === version && change.status.asOf > state.status.asOf;
    return { state: isNewerDay ? { ...state, status: change.status } : state, applied: [] };
  }
  if (state.waiting.some((one) => one.version === change.version)) return { state, applied: [] };
  const waiting = [...state.waiting, change].sort((a, b) => a.version - b.version).slice(-mostWaiting);
  return drain({ ...state, waiting });
}

function drain(state: CardState): Step {
  let status = state.status;
  if (status === null) return { state, applied: [] };
  const applied: Change[] = [];
  const waiting: Change[] = [];
  for (const change of state.waiting) {
    if (change.version === status.version + 1) {
      status = change.status.version === change.version ? change.status : { ...change.status, version: change.version };
      applied.push(change);
    } else if (change.version > status.version) {
      waiting.push(change);
    }
  }
  return { state: { status, waiting }, applied };
}

const isOlder = (one: Status, other: Status): boolean =>
  one.version < other.version || (one.version === other.version && one.asOf < other.asOf);
