import { backoff } from './backoff.js';
import { type Decoder, ContractError } from './decode.js';
import { exactJson } from './exact.js';
import { type Problem, isUncertain, notUnderstood, readProblem, unreachable } from './problem.js';

/** What became of a call. It is never thrown: what goes wrong on the way is a problem like any other. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export interface Command {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Written as JSON; an {@link Exact} as a number with just its digits. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives the call up; it then ends as unreachable. */
  readonly signal?: AbortSignal;
}

export interface CallOptions {
  /** The key or token; asked for before every call, for it may be another one by then. */
  readonly token?: string | null | (() => string | null);
  /** A call or a connection was turned away with 401. It is told what that came with. */
  readonly onTurnedAway?: (sent: string | null) => void;
  /** Milliseconds that an answer may take. */
  readonly answerWithinMs?: number;
  readonly fetch?: typeof fetch;
}

/** A command is sent so many times at most while its outcome is unknown. */
export const mostAttempts = 4;
/** Who is asked to wait for longer than this is told so instead. */
export const longestRetryAfterSeconds = 30;
const firstWaitMs = 300;
const longestWaitMs = 2_500;

/** Waits before a command is sent again: a time that grows with the attempts, or what the engine asks for. False where it is not to be sent again. */
export async function waitToRepeat(attempt: number, { status, retryAfter }: Pick<Problem, 'status' | 'retryAfter'>, signal?: AbortSignal): Promise<boolean> {
  const asked = retryAfter ?? 0;
  if (!isUncertain({ status }) || attempt + 1 >= mostAttempts || asked > longestRetryAfterSeconds || signal?.aborted) return false;
  await new Promise((resolve) => setTimeout(resolve, Math.max(backoff(attempt, firstWaitMs, longestWaitMs), asked * 1000)));
  return true;
}

/** Calls of the engine at one address. */
export class Calls {
  readonly baseUrl: string;
  private readonly answerWithinMs: number;
  private readonly fetch: typeof fetch;
  private readonly onTurnedAway: (sent: string | null) => void;
  private readonly given: CallOptions['token'];

  /** @param baseUrl Where the engine is; empty where the page itself came from. */
  constructor(
    baseUrl: string,
    { token, onTurnedAway, answerWithinMs, fetch: own }: CallOptions = {},
  ) {
    this.baseUrl = baseUrl.replace(/\/+$/, '');
    this.given = token;
    this.onTurnedAway = onTurnedAway ?? (() => undefined);
    this.answerWithinMs = answerWithinMs ?? 10_000;
    this.fetch = own ?? ((input, init) => fetch(input, init));
  }

  /** The key or token as it is now. */
  get token(): string | null {
    return (typeof this.given === 'function' ? this.given() : this.given) ?? null;
  }

  /** One call, once. */
  readonly call = async <T>(command: Command, decode: Decoder<T>): Promise<Answer<T>> => {
    let response: Response;
    let body: unknown;
    try {
      response = await this.send(
        command.path,
        {
          method: command.method,
          headers: {
            Accept: 'application/json, application/problem+json',
            ...(command.body === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...command.headers,
          },
          ...(command.body === undefined ? {} : { body: exactJson(command.body) }),
        },
        command.signal,
      );
      body = parse(await response.text());
    } catch {
      return { ok: false, problem: unreachable() };
    }
    if (!response.ok) {
      return { ok: false, problem: readProblem(response.status, body, response.headers.get('Retry-After')) };
    }
    try {
      return { ok: true, value: decode(body, 'answer') };
    } catch (fault) {
      if (!(fault instanceof ContractError)) throw fault;
      console.warn(`${command.method} ${command.path}: ${fault.message}`);
      return { ok: false, problem: notUnderstood(response.status) };
    }
  };

  /**
   * A command that carries its own id: sent again under it while its outcome is unknown, because it takes effect once at most. Between
   * attempts is a growing time, or what the engine asks for.
   */
  readonly callUntilKnown = async <T>(command: Command, decode: Decoder<T>): Promise<Answer<T>> => {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.call(command, decode);
      if (answer.ok || !(await waitToRepeat(attempt, answer.problem, command.signal))) return answer;
    }
  };

  /** One request as it is, with the key or token, for as long as an answer may take. Rejects when none comes. */
  readonly send = async (path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> => {
    const sent = this.token;
    const headers = new Headers(init.headers);
    if (sent !== null) headers.set('Authorization', `Bearer ${sent}`);
    const patience = AbortSignal.timeout(this.answerWithinMs);
    const response = await this.fetch(this.baseUrl + path, { ...init, headers, signal: signal === undefined ? patience : AbortSignal.any([signal, patience]) });
    if (response.status === 401) this.onTurnedAway(sent);
    return response;
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}
