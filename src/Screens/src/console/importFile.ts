/** The rows of a text file or an answer, as it is read piece by piece; one of any length takes the memory of one piece. */
export async function* rowsOf(text: Blob | Response): AsyncGenerator<string> {
  let rest = '';
  const bytes = text instanceof Blob ? text.stream() : text.body;
  if (bytes === null) return;
  const reader = bytes.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const rows = (rest + value).split('\n');
    rest = rows.pop() ?? '';
    yield* rows;
  }
  if (rest !== '') yield rest;
}

/** Rows below the header. */
export async function countRows(file: Blob): Promise<number> {
  let count = -1;
  for await (const row of rowsOf(file)) if (row.trim() !== '') count++;
  return Math.max(0, count);
}

export interface Refused {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}

/** The refused rows as CSV: where, why, and the row as it stood in the file, to be put right and sent again. */
export async function reportOf(refused: readonly Refused[], file: Blob): Promise<string> {
  const wanted = new Map(refused.map((one) => [one.line, one]));
  const lines = ['line,code,detail,row'];
  let at = 0;
  for await (const row of rowsOf(file)) {
    const one = wanted.get(++at);
    if (one !== undefined) lines.push([String(one.line), one.code, one.detail, row.replace(/\r$/, '')].map(cell).join(','));
  }
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** A cell as RFC 4180 has it. What a spreadsheet would run as a formula gets an apostrophe before it. */
export function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
