// node plot.mjs FOLDER: draws FOLDER/results.json into *.svg beside this file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { View, parse } from 'vega';
import { compile } from 'vega-lite';

const folder = process.argv[2];
const samples = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));

const config = {
  background: 'white',
  font: 'system-ui, sans-serif',
  axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', labelLimit: 260, gridColor: '#e4e7eb', domain: false, ticks: false },
  view: { stroke: null },
};

const of = part => samples.filter(sample => sample.part === part);

// A bar for the median, a line from the least to the greatest repetition; one group for each variant.
const bars = (values, metric, order = null) => {
  const shown = values.filter(sample => sample.metric === metric);
  const variants = [...new Set(shown.map(sample => sample.variant))];
  return {
    hconcat: variants.map(variant => ({
      title: { text: variant, anchor: 'start', fontSize: 13 },
      data: { values: shown.filter(sample => sample.variant === variant) },
      width: 300,
      height: { step: 24 },
      encoding: { y: { field: 'subject', type: 'nominal', title: null, sort: order } },
      layer: [
        {
          mark: { type: 'bar', color: '#3b6ea5', height: 15 },
          encoding: { x: { field: 'value', aggregate: 'median', type: 'quantitative', title: metric } },
        },
        {
          mark: { type: 'rule', color: '#1c2733', strokeWidth: 1.5 },
          encoding: { x: { field: 'value', aggregate: 'min', type: 'quantitative' }, x2: { field: 'value', aggregate: 'max' } },
        },
      ],
    })),
    spacing: 24,
  };
};

const line = (values, metric) => ({
  data: { values: values.filter(sample => sample.metric === metric) },
  width: 460,
  height: 150,
  encoding: {
    x: { field: 'members', type: 'quantitative', scale: { type: 'log' }, title: 'members stored' },
    y: { field: 'value', aggregate: 'median', type: 'quantitative', title: metric, scale: { zero: true } },
    color: { field: 'variant', type: 'nominal', title: null, scale: { range: ['#3b6ea5', '#c8553d'] } },
  },
  layer: [{ mark: { type: 'line', strokeWidth: 2 } }, { mark: { type: 'point', filled: true, size: 50 } }],
});

const contenders = ['Floor: memory, not durable', 'Limit: framed file', 'Loyalty on SQLite', 'Loyalty on PostgreSQL', 'CRUD on PostgreSQL'];

const plots = {
  http: values => ['purchases/s', 'p99 ms', 'CPU µs/purchase'].map(metric => bars(values, metric, contenders)),
  latency: values => ['p50 ms', 'p99 ms'].map(metric => bars(values, metric)),
  growth: values => {
    const sized = values.map(sample => ({ ...sample, members: Number(sample.subject.replace(/\D/g, '')) }));
    return ['s from start to first answer', 'purchases/s from cold', 'resident MB after'].map(metric => line(sized, metric));
  },
};

for (const [name, draw] of Object.entries(plots)) {
  const values = of(name);
  if (values.length === 0) continue;
  const view = new View(parse(compile({ config, padding: 12, vconcat: draw(values), spacing: 28 }).spec), { renderer: 'none' });
  writeFileSync(fileURLToPath(new URL(`${name}.svg`, import.meta.url)), `${await view.toSVG()}\n`);
}
