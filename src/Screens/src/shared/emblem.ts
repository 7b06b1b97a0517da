import { svg } from './svg';

const rays = 24;

/** A point of the emblem's circle of 100. */
const at = (turn: number, radius: number): string => {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return `${(50 + radius * Math.cos(angle)).toFixed(2)} ${(50 + radius * Math.sin(angle)).toFixed(2)}`;
};

/** A star with so many points. */
const star = (points: number, outer: number, inner: number): string =>
  `M${Array.from({ length: points * 2 }, (_, i) => at(i / (points * 2), i % 2 === 0 ? outer : inner)).join('L')}Z`;

/** The mark of a tier: a ring and a star that gains a point with every level, so that tiers are told apart without colour. */
export function emblem(level: number): SVGSVGElement {
  const ring = Array.from({ length: rays }, (_, i) => `M${at(i / rays, 43)}L${at(i / rays, 47)}`).join('');
  const middle =
    level === 0
      ? svg('circle', { cx: 50, cy: 50, r: 9, fill: 'currentColor' })
      : svg('path', { d: star(level + 2, 30, level === 1 ? 15 : 13.5), fill: 'currentColor' });
  return svg(
    'svg',
    { viewBox: '0 0 100 100', 'aria-hidden': 'true', focusable: 'false', class: 'emblem' },
    svg('circle', { cx: 50, cy: 50, r: 38, fill: 'none', stroke: 'currentColor', 'stroke-width': 2 }),
    svg('path', { d: ring, stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round' }),
    middle,
  );
}
