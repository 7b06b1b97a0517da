import { el } from '../shared/dom';

/** A table; the first column names the row. */
export const table = (head: readonly string[], body: readonly (readonly (string | HTMLElement)[])[]): HTMLTableElement =>
  el(
    'table',
    {},
    el('thead', {}, el('tr', {}, ...head.map((name) => (name === '' ? el('td') : el('th', { scope: 'col' }, name))))),
    el('tbody', {}, ...body.map(([name, ...cells]) => el('tr', {}, el('th', { scope: 'row' }, name ?? ''), ...cells.map((cell) => el('td', {}, cell))))),
  );
