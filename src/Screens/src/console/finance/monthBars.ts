import { el } from '../../shared/dom';
import { svg } from '../../shared/svg';
import type { MonthCosts } from './financeApi';
import { monthName } from './months';
import { texts } from './texts';

/** What paints an element in the colour of a tier. */
export type Painter = (element: HTMLElement, code: string) => void;

/**
 * Months as bars that stand side by side and are chosen like buttons. A tier's part of a bar is filled up to its low cost and lighter up to its
 * high cost; what was unearned stands beside it, hatched.
 */
export function monthBars(
  months: readonly MonthCosts[],
  paint: Painter,
  money: (value: number) => string,
  chosen: string | null,
  onChoice: (month: string) => void,
): HTMLElement {
  const most = Math.max(...months.map((month) => Math.max(highOf(month), unearnedOf(month))), 0);
  return el('div', { class: 'month-bars', role: 'group', 'aria-label': texts.months }, ...months.map((month) => bar(month, most, paint, money, month.month === chosen, onChoice)));
}

const highOf = ({ tiers }: MonthCosts): number => tiers.reduce((sum, tier) => sum + Math.max(tier.high, 0), 0);

const unearnedOf = ({ unearned }: MonthCosts): number => unearned.reduce((sum, tier) => sum + Math.max(tier.high, 0), 0);

function bar(
  month: MonthCosts,
  most: number,
  paint: Painter,
  money: (value: number) => string,
  isChosen: boolean,
  onChoice: (month: string) => void,
): HTMLElement {
  const part = (kind: string, value: number): HTMLElement => {
    const made = el('span', { class: `month-part ${kind}` });
    made.style.setProperty('--part', String(most === 0 ? 0 : Math.max(value, 0) / most));
    return made;
  };
  const stack = el('span', { class: 'month-stack' });
  for (const { code, low, high } of month.tiers) {
    const parts = [part('low', low), part('high', high - low)];
    for (const one of parts) paint(one, code);
    stack.append(...parts);
  }
  const isClosed = month.state === 'closed';
  const button = el(
    'button',
    {
      type: 'button',
      class: 'month-bar',
      'aria-pressed': String(isChosen),
      'aria-label': texts.barOf(monthName(month.month), money(month.total.low), money(month.total.high), isClosed ? texts.closed : texts.open),
    },
    el('span', { class: 'month-columns' }, stack, el('span', { class: 'month-stack unearned' }, part('hatched', unearnedOf(month)))),
    el('span', { class: 'month-name' }, monthName(month.month, 'short')),
    el('span', { class: 'month-lock', 'data-state': month.state }),
  );
  if (isClosed) button.querySelector('.month-lock')?.append(lock());
  button.addEventListener('click', () => onChoice(month.month));
  return button;
}

/** A closed lock. */
export const lock = (): SVGSVGElement =>
  svg(
    'svg',
    { viewBox: '0 0 16 16', class: 'lock', 'aria-hidden': 'true' },
    svg('path', { d: 'M5 7V5a3 3 0 0 1 6 0v2', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 }),
    svg('rect', { x: 3, y: 7, width: 10, height: 7, rx: 1.6, fill: 'currentColor' }),
  );
