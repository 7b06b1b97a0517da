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

test('counts what became durable, from nothing on', () => {
  expect(readingOf(text)).toEqual({ commands: 0, commitSeconds: 0.5, commits: 10 });
  const purchases = `loyalty_purchase_stage_seconds_count{stage="accepted_to_durable"} 7
loyalty_purchase_stage_seconds_count{stage="applied_to_pushed"} 3
`;
  expect(readingOf(text + purchases).commands).toBe(7);
  expect(readingOf('')).toEqual({ commands: null, commitSeconds: null, commits: null });
});
