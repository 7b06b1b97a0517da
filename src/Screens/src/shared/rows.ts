import { el } from './dom';

/** Items a list on a screen shows. */
export const listed = 20;

interface Row {
  readonly title: string;
  readonly detail: string;
  readonly value: string;
  readonly valueDetail?: string;
  readonly tone?: 'good' | 'bad' | 'muted';
  readonly action?: HTMLElement;
  /** What explains it, a sentence a line. */
  readonly more?: readonly string[];
}

/** One line of a list behind the status: what on the left, how much on the right. */
export function row({ title, detail, value, valueDetail, tone, action, more = [] }: Row): HTMLLIElement {
  return el(
    'li',
    { class: 'row', 'data-tone': tone },
    el('div', { class: 'row-what' }, el('strong', {}, title), el('small', {}, detail)),
    el('div', { class: 'row-value' }, el('span', {}, value), valueDetail === undefined ? null : el('small', {}, valueDetail)),
    action ?? null,
    more.length === 0 ? null : el('ul', { class: 'row-more' }, ...more.map((one) => el('li', {}, one))),
  );
}

/** A list, or the sentence that stands for an empty one. */
export const rows = (items: readonly HTMLLIElement[], whenEmpty: string): HTMLElement =>
  items.length === 0 ? el('p', { class: 'empty' }, whenEmpty) : el('ol', { class: 'rows' }, ...items);
