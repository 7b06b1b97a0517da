/** One line of Prometheus' text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const label = /([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** The samples whose name begins so. What cannot be read is passed over: a page shows what there is. */
export function readMetrics(text: string, prefix: string): readonly Sample[] {
  const samples: Sample[] = [];
  for (const row of text.split('\n')) {
    if (!row.startsWith(prefix)) continue;
    const [, name, labels, value] = line.exec(row) ?? [];
    const number = value === undefined ? Number.NaN : Number(value.replace('+Inf', 'Infinity'));
    if (name === undefined || Number.isNaN(number)) continue;
    const read = [...(labels ?? '').matchAll(label)].map(([, key, text]) => [key ?? '', (text ?? '').replace(/\\(.)/g, '$1')] as const);
    samples.push({ name, labels: Object.fromEntries(read), value: number });
  }
  return samples;
}

/** The sum of all series of a name with these labels, or null when there is none. */
export function sumOf(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number | null {
  const found = samples.filter((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value));
  return found.length === 0 ? null : found.reduce((sum, one) => sum + one.value, 0);
}

/** What the plots need of one reading of the metrics; null where the engine does not tell it. */
export interface Reading {
  /** Purchases and reversals that became durable; 0 before the first one since the start. */
  readonly commands: number | null;
  readonly commitSeconds: number | null;
  readonly commits: number | null;
}

export function readingOf(text: string): Reading {
  const samples = readMetrics(text, 'loyalty_');
  return {
    commands: samples.length === 0 ? null : (sumOf(samples, 'loyalty_purchase_stage_seconds_count', { stage: 'accepted_to_durable' }) ?? 0),
    commitSeconds: sumOf(samples, 'loyalty_journal_commit_duration_seconds_sum'),
    commits: sumOf(samples, 'loyalty_journal_commit_duration_seconds_count'),
  };
}
