import { askForSecret } from './access/gate';
import { secret, secretHeaders } from './access/secret';
import { type Decoder, ContractError } from './decode';
import { exactJson } from './exact';
import { type Problem, isUncertain, notUnderstood, readProblem, unreachable } from './problem';

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export interface Command {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives the call up; it then ends as unreachable. */
  readonly signal?: AbortSignal;
}

const answerWithinMs = 10_000;
const waitsMs: readonly number[] = [300, 1_000, 2_500];

/** One call. Never throws: what goes wrong on the way is a problem like any other. */
export async function call<T>(command: Command, decode: Decoder<T>): Promise<Answer<T>> {
  const sent = secret();
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(command.path, {
      method: command.method,
      headers: {
        Accept: 'application/json, application/problem+json',
        ...secretHeaders(),
        ...(command.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...command.headers,
      },
      ...(command.body === undefined ? {} : { body: exactJson(command.body) }),
      signal: command.signal === undefined ? AbortSignal.timeout(answerWithinMs) : AbortSignal.any([command.signal, AbortSignal.timeout(answerWithinMs)]),
    });
    body = parse(await response.text());
  } catch {
    return { ok: false, problem: unreachable() };
  }
  if (response.status === 401) askForSecret(sent);
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
}

/** A command that carries its own id: sent again while its outcome is unknown, because it takes effect once at most. */
export async function callUntilKnown<T>(command: Command, decode: Decoder<T>): Promise<Answer<T>> {
  let answer = await call(command, decode);
  for (const wait of waitsMs) {
    if (answer.ok || !isUncertain(answer.problem)) return answer;
    await new Promise((resolve) => setTimeout(resolve, Math.max(wait, (answer.ok ? 0 : (answer.problem.retryAfter ?? 0)) * 1000)));
    answer = await call(command, decode);
  }
  return answer;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}
