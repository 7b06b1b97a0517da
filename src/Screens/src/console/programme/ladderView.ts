import { el } from '../../shared/dom';
import { amount, count } from '../../shared/format';
import type { Ladder } from '../../shared/ladder';
import { paintTier } from '../../shared/paintTier';
import { svg } from '../../shared/svg';
import { type Ladders, laddersOf } from './ladders';
import type { Outcome } from './programmeApi';
import { texts } from './texts';


/** Names a tier of either programme by its code. */
export type TierName = (code: string) => string;

/** How thick the largest and the smallest move are drawn, in pixels. */
const thickest = 14;
const thinnest = 2;

/** The two ladders side by side, the moves between them as lines, and the same in words. */
export function ladderView(outcome: Outcome, nameOf: TierName, ladder: Ladder): HTMLElement {
  const ladders = laddersOf(outcome);
  const badge = (code: string): HTMLElement => {
    const made = el('span', { class: 'badge' }, nameOf(code));
    paintTier(made, { name: nameOf(code), level: ladder.levelOf(nameOf(code)) }, ladder);
    return made;
  };
  const side = (title: string, kind: 'before' | 'after'): HTMLElement =>
    el(
      'div',
      { class: `two-side ${kind}` },
      el('h3', {}, title),
      el(
        'ol',
        {},
        ...ladders.rungs.map((rung) => {
          const bar = el('span', { class: 'two-bar', 'aria-hidden': 'true' });
          bar.style.setProperty('--part', String(kind === 'before' ? rung.beforePart : rung.afterPart));
          return el('li', {}, badge(rung.code), bar, el('span', { class: 'two-count' }, count(rung[kind])));
        }),
      ),
    );
  return el(
    'div',
    { class: 'two-ladders' },
    el('div', { class: 'two' }, side(texts.without, 'before'), picture(ladders), side(texts.with, 'after')),
    ladders.moves.length === 0
      ? el('p', { class: 'quiet-line' }, texts.nobodyMoves)
      : el(
          'ul',
          { class: 'two-moves' },
          ...ladders.moves.map(({ from, to, members, isUp }) =>
            el('li', { 'data-tone': isUp ? 'good' : 'bad' }, `${isUp ? '▲' : '▼'} ${texts.moves(nameOf(from), nameOf(to), count(members))}`),
          ),
        ),
  );
}

function picture({ rungs, moves }: Ladders): HTMLElement {
  const lines = moves
    .filter(({ fromRow, toRow }) => fromRow >= 0 && toRow >= 0)
    .map(({ fromRow, toRow, isUp, part }) => {
      const [from, to] = [fromRow * 100 + 50, toRow * 100 + 50];
      const width = Math.max(thinnest, part * thickest);
      return svg('path', { d: `M 0 ${from} C 50 ${from}, 50 ${to}, 100 ${to}`, 'stroke-width': width, class: isUp ? 'up' : 'down', fill: 'none' });
    });
  const box = el('div', { class: 'two-lines', 'aria-hidden': 'true' });
  box.style.setProperty('--rows', String(rungs.length));
  box.append(svg('svg', { viewBox: `0 0 100 ${rungs.length * 100}`, preserveAspectRatio: 'none' }, ...lines));
  return box;
}

/** Who goes where, and what it costs, in numbers. */
export function factsOf({ members: _, up, down, atRisk, cost }: Outcome, currency: string): HTMLElement {
  const range = (side: 'before' | 'after'): string => `${amount(cost.low[side], currency)} – ${amount(cost.high[side], currency)}`;
  const fact = (name: string, value: string, tone?: string): HTMLElement => el('div', { 'data-tone': tone }, el('dt', {}, name), el('dd', {}, value));
  return el(
    'dl',
    { class: 'numbers' },
    fact(texts.up, count(up), up > 0 ? 'good' : undefined),
    fact(texts.down, count(down), down > 0 ? 'bad' : undefined),
    fact(texts.atRisk, count(atRisk), atRisk > 0 ? 'warn' : undefined),
    fact(`${texts.cost}: ${texts.without}`, range('before')),
    fact(`${texts.cost}: ${texts.with}`, range('after')),
  );
}
