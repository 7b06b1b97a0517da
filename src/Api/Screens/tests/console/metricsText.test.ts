import { expect, test } from 'vitest';
import { readMetrics, readingOf, sumOf } from '../../src/console/metricsText';

const text = `# HELP loyalty_journal_appends_total Appends by outcome.
# TYPE loyalty_journal_appends_total counter
loyalty_journal_appends_total{outcome="appended"} 40
loyalty_journal_appends_total{outcome="key-taken",note="a \\"b\\" c"} 2
loyalty_journal_commit_duration_seconds_bucket{le="+Inf"} 10
loyalty_journal_commit_duration_seconds_sum 0.5
loyalty_journal_commit_duration_seconds_count 10
loyalty_broken{outcome="x"} what
dotnet_gc_collections_total 3
`;

test('reads names, labels and values and passes over the rest', () => {
  const samples = readMetrics(text, 'loyalty_');
  expect(samples.map((one) => one.name)).not.toContain('dotnet_gc_collections_total');
  expect(samples.find((one) => one.labels['outcome'] === 'key-taken')).toMatchObject({ value: 2, labels: { note: 'a "b" c' } });
  expect(sumOf(samples, 'loyalty_journal_appends_total')).toBe(42);
  expect(sumOf(samples, 'loyalty_nothing')).toBeNull();
});

test('counts purchases where the engine does, else all that was written', () => {
  expect(readingOf(text)).toEqual({ commands: 40, commitSeconds: 0.5, commits: 10 });
  expect(readingOf(`${text}loyalty_purchase_stage_seconds_count{stage="total"} 7\n`).commands).toBe(7);
  expect(readingOf('')).toEqual({ commands: null, commitSeconds: null, commits: null });
});
