import { el } from '../../shared/dom';
import { svg } from '../../shared/svg';
import type { Minute } from './webhooksApi';

const slots = 60;
const msAMinute = 60_000;
const height = 28;
const bar = 3;

export interface Slot {
  readonly delivered: number;
  readonly failed: number;
}

/** The last hour minute by minute, the newest last; minutes in which nothing was tried are empty. */
export function slotsOf(minutes: readonly Minute[], now: number): readonly Slot[] {
  const last = Math.floor(now / msAMinute);
  const made: Slot[] = Array.from({ length: slots }, () => ({ delivered: 0, failed: 0 }));
  for (const { at, delivered, failed } of minutes) {
    const place = slots - 1 - (last - Math.floor(Date.parse(at) / msAMinute));
    if (place >= 0 && place < slots) made[place] = { delivered, failed };
  }
  return made;
}

/** A bar a minute: what was delivered upwards, what failed in another colour on top of it. */
export function hourLine(minutes: readonly Minute[], now: number, label: string): HTMLElement {
  const line = slotsOf(minutes, now);
  const most = Math.max(1, ...line.map(({ delivered, failed }) => delivered + failed));
  const bars = line.flatMap(({ delivered, failed }, place) => {
    const [good, bad] = [(delivered / most) * height, (failed / most) * height];
    return [
      ...(delivered > 0 ? [rect(place, height - good, good, 'good')] : []),
      ...(failed > 0 ? [rect(place, height - good - bad, bad, 'bad')] : []),
    ];
  });
  const picture = svg('svg', { viewBox: `0 0 ${slots * bar} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...bars);
  return el('span', { class: 'hour-line', role: 'img', 'aria-label': label }, picture);
}

const rect = (place: number, y: number, tall: number, kind: string): SVGElement =>
  svg('rect', { x: place * bar, y, width: bar - 1, height: Math.max(1, tall), class: kind });
