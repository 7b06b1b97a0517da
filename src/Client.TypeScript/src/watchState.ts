import type { Change, Status } from './contracts.js';

/** Changes that may wait for the ones before them. More are let go, and asked for in their order. */
export const mostWaiting = 200;

/** Where a member stands, and the changes that came before their turn. */
export interface WatchState {
  readonly status: Status | null;
  readonly waiting: readonly Change[];
  /** The engine has told that the card stands here, on the connection there is. Before that it may have been restored to an earlier day. */
  readonly isConfirmed: boolean;
  /** Changes were let go that have to be asked for. */
  readonly isBehind: boolean;
}

export interface Step {
  readonly state: WatchState;
  /** The changes that took effect, in order of version. */
  readonly applied: readonly Change[];
}

export const nothingKnown: WatchState = { status: null, waiting: [], isConfirmed: false, isBehind: false };

/** The connection is gone: what is held may not be what the engine says when it is back. */
export const unconfirmed = (state: WatchState): WatchState => ({ ...state, isConfirmed: false });

/** The hub is being asked for what came after {@link WatchState.status}. */
export const asked = (state: WatchState): WatchState => ({ ...state, isBehind: false });

/** Versions are missing: ask the hub for what came after {@link WatchState.status}. */
export const hasGap = (state: WatchState): boolean => state.status !== null && (state.waiting.length > 0 || state.isBehind);

/**
 * The answer to the question where the card stands. It is the truth, whatever the version: after a restore the engine knows less than the
 * client does. Only what the engine itself has pushed since it was asked can be newer.
 */
export function applyAnswer(state: WatchState, status: Status): Step {
  if (state.isConfirmed) return applySnapshot(state, status);
  return drain({ ...state, status, isConfirmed: true });
}

/** A card that the engine sent by itself. An older one than is held changes nothing. */
export function applySnapshot(state: WatchState, status: Status): Step {
  const held = state.status;
  if (held !== null && isOlder(status, held)) return { state, applied: [] };
  return drain({ ...state, status });
}

/**
 * One pushed change. The same change may come twice (a client that watches its member and everybody) and, around a reconnect, too early:
 * it takes effect once, and not before the versions before it.
 */
export function applyChange(state: WatchState, change: Change): Step {
  const version = state.status?.version ?? 0;
  if (state.status !== null && change.version <= version && state.isConfirmed) {
    const isNewerDay = change.version === version && change.status.asOf > state.status.asOf;
    return { state: isNewerDay ? { ...state, status: change.status } : state, applied: [] };
  }
  if (state.waiting.some((one) => one.version === change.version)) return { state, applied: [] };
  const waiting = [...state.waiting, change].sort((a, b) => a.version - b.version);
  const step = drain({ ...state, waiting });
  return step.state.waiting.length <= mostWaiting ? step : { ...step, state: { ...step.state, waiting: [], isBehind: true } };
}

function drain(state: WatchState): Step {
  let status = state.status;
  if (status === null) return { state, applied: [] };
  const applied: Change[] = [];
  for (const change of state.waiting) {
    if (change.version !== status.version + 1) continue;
    status = change.status.version === change.version ? change.status : { ...change.status, version: change.version };
    applied.push(change);
  }
  const isConfirmed = state.isConfirmed || applied.length > 0;
  // Those below are known; of an engine that was restored they are news, so they wait until it has told where it stands.
  const { version } = status;
  const waiting = state.waiting.filter((change) => (isConfirmed ? change.version > version : !applied.includes(change)));
  return { state: { ...state, status, waiting, isConfirmed }, applied };
}

const isOlder = (one: Status, other: Status): boolean =>
  one.version < other.version || (one.version === other.version && one.asOf < other.asOf);
