import { el } from '../shared/dom';

type Cell = string | HTMLElement;

/** A table; the first column names the row. Within `.cards` a row that has no room becomes a card. */
export const table = (head: readonly string[], body: readonly (readonly Cell[])[]): HTMLTableElement =>
  el('table', {}, tableHead(head), el('tbody', {}, ...body.map((cells) => tableRow(head, cells))));

export const tableHead = (head: readonly string[]): HTMLElement =>
  el('thead', {}, el('tr', {}, ...head.map((name) => (name === '' ? el('td') : el('th', { scope: 'col' }, name)))));

/** A row whose cells know what their columns are called. */
export const tableRow = (head: readonly string[], cells: readonly Cell[]): HTMLElement =>
  el(
    'tr',
    {},
    ...cells.map((cell, column) => {
      const marks = { 'data-label': head[column] === '' ? undefined : head[column], 'data-empty': cell === '' || cell === nothing ? 'true' : undefined };
      return column === 0 ? el('th', { scope: 'row', ...marks }, cell) : el('td', marks, cell);
    }),
  );

/** What stands where there is nothing to say. */
export const nothing = '–';
