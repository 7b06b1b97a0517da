import { type Answer, notUnderstood, readProblem, unreachable } from '@loyalty/client';
import { ContractError } from '@loyalty/client/decode';
import { secretHeaders } from '../shared/access/secret';
import { type ImportSummary, importSummary } from './consoleApi';

/**
 * Sends a history to the engine, which posts the rows while they come. By XMLHttpRequest: fetch does not tell how much is sent.
 * @param onSent Receives the share of the file that has gone out, 0 to 1.
 */
export const upload = (file: File, onSent: (share: number) => void): Promise<Answer<ImportSummary>> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/imports');
    request.setRequestHeader('Content-Type', 'text/csv');
    for (const [name, value] of Object.entries(secretHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total);
    request.onerror = () => resolve({ ok: false, problem: unreachable() });
    request.onload = () => resolve(answerOf(request));
    request.send(file);
  });

function answerOf({ status, responseText }: XMLHttpRequest): Answer<ImportSummary> {
  let body: unknown = null;
  try {
    body = JSON.parse(responseText) as unknown;
  } catch {
    // Said below: no answer of the engine is without a body.
  }
  if (status !== 200) return { ok: false, problem: readProblem(status, body, null) };
  try {
    return { ok: true, value: importSummary(body, 'import') };
  } catch (fault) {
    if (!(fault instanceof ContractError)) throw fault;
    return { ok: false, problem: notUnderstood(status) };
  }
}
