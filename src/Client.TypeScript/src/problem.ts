import { isRecord } from './decode.js';

/** Why a call gave no value: an RFC 9457 problem of the engine, or what happened on the way to it. */
export interface Problem {
  /** 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  /** One sentence for a person. */
  readonly detail: string;
  /** Sentences by request field. */
  readonly errors: Readonly<Record<string, string>>;
  /** Seconds to wait, where the engine says so. */
  readonly retryAfter: number | null;
  /** Under which the engine's logs and traces have the call. */
  readonly traceId?: string | null;
}

/** Begins the code of a refusal that gave none. */
const unnamed = 'http-';

const uncertain: ReadonlySet<number> = new Set([0, 408, 429, 500, 502, 503, 504]);

/** The command may or may not have taken effect, or had no chance to: send it again under the same id. */
export const isUncertain = ({ status }: Pick<Problem, 'status'>): boolean => uncertain.has(status);

/**
 * The engine itself has refused, and will again. A refusal without its code is of somebody on the way, such as a proxy or the
 * sign-in page of a network, and an answer that is not understood may be one too: neither says what became of the command.
 */
export const isFinal = (problem: Problem): boolean =>
  problem.status >= 400 && problem.status < 500 && !isUncertain(problem) && !isOfAccess(problem) && !problem.code.startsWith(unnamed);

/** Another key would be let in: what was refused waits for it. */
const isOfAccess = ({ code }: Problem): boolean => code === 'not-authenticated' || code === 'not-allowed';

export const unreachable = (): Problem => ({
  status: 0,
  code: 'unreachable',
  detail: 'The engine could not be reached.',
  errors: {},
  retryAfter: null,
});

export const notUnderstood = (status: number): Problem => ({
  status,
  code: 'not-understood',
  detail: 'The engine gave an answer that this client does not understand.',
  errors: {},
  retryAfter: null,
});

/** Reads the body of a refusal; a body that is no problem document still gives a sentence. */
export function readProblem(status: number, body: unknown, retryAfter: string | null): Problem {
  const fields = isRecord(body) ? body : {};
  return {
    status,
    code: firstText(fields['code']) ?? `${unnamed}${status}`,
    detail: firstText(fields['detail'], fields['title']) ?? inWords(status),
    errors: readErrors(fields['errors']),
    retryAfter: secondsOf(retryAfter),
    traceId: firstText(fields['traceId']),
  };
}

/** Seconds, or the instant until which to wait (RFC 9110). */
function secondsOf(retryAfter: string | null): number | null {
  if (retryAfter === null || retryAfter.trim() === '') return null;
  const seconds = Number(retryAfter);
  const asked = Number.isFinite(seconds) ? seconds : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(asked) ? Math.max(0, asked) : null;
}

function readErrors(errors: unknown): Record<string, string> {
  if (!isRecord(errors)) return {};
  const read: Record<string, string> = {};
  for (const [field, said] of Object.entries(errors)) {
    const words = (Array.isArray(said) ? said : [said]).filter((word): word is string => typeof word === 'string');
    if (words.length > 0) read[field] = words.join(' ');
  }
  return read;
}

const firstText = (...values: readonly unknown[]): string | null =>
  values.find((value): value is string => typeof value === 'string' && value !== '') ?? null;

function inWords(status: number): string {
  if (status === 401 || status === 403) return 'The engine does not allow that.';
  if (status === 404) return 'The engine does not know that.';
  if (status === 429 || status === 503) return 'The engine is busy. Try again in a moment.';
  return `The engine answered with error ${status}.`;
}
