import uPlot from 'uplot';
import { locale } from '../shared/i18n';
import { type Ink, Plot, type PlotOptions } from '../shared/plot';
import { type Outlook, monthsAhead } from './outlook';

/** Narrower than this, every second month is named. */
const roomyWidth = 560;
const markSize = 9;

/** The line of the coming months, with the tier's threshold and the days of risk and drop. */
export class OutlookPlot {
  private plot: Plot | null = null;
  private outlook: Outlook | null = null;
  private threshold: number | null = null;
  private tier = '';

  constructor(private readonly place: HTMLElement) {}

  show(outlook: Outlook, tier: string, threshold: number | null): void {
    this.outlook = outlook;
    this.threshold = threshold;
    this.tier = tier;
    const data: uPlot.AlignedData = [outlook.points.map(({ date }) => secondsOf(date)), outlook.points.map(({ spend }) => spend)];
    if (this.plot === null) this.plot = new Plot(this.place, (ink) => this.options(ink), data);
    else this.plot.show(data);
  }

  private options(ink: Ink): PlotOptions {
    const compact = new Intl.NumberFormat(locale.tag, { notation: 'compact' });
    const month = new Intl.DateTimeFormat(locale.tag, { month: 'short', timeZone: 'UTC' });
    const axis = { stroke: ink.text, font: ink.font, ticks: { show: false } };
    return {
      padding: [markSize + 5, 6, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(most, (this.threshold ?? 0) * 1.15, 1)] } },
      axes: [
        {
          ...axis,
          size: 26,
          grid: { show: false },
          splits: (self, _, min, max) => monthStarts(min, max, self.width < roomyWidth ? 2 : 1),
          values: (_, splits) => splits.map((seconds) => month.format(seconds * 1000)),
        },
        { ...axis, size: 48, space: 36, grid: { stroke: ink.grid, width: 1 }, values: (_, splits) => splits.map((value) => compact.format(value)) },
      ],
      series: [{}, { stroke: ink.line, fill: ink.ground, width: 2, points: { show: false }, paths: uPlot.paths.stepped?.({ align: 1 }) }],
      hooks: { draw: [(self) => this.drawMarks(self, ink)] },
    } as PlotOptions;
  }

  private drawMarks(self: uPlot, ink: Ink): void {
    if (this.outlook === null) return;
    const { ctx, bbox } = self;
    ctx.save();
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    for (const [days, colour, isDrop] of [[this.outlook.riskDays, ink.warn, false], [this.outlook.dropDays, ink.bad, true]] as const) {
      for (const day of days) {
        const x = self.valToPos(secondsOf(day), 'x', true);
        line(ctx, colour, x, bbox.top, x, bbox.top + bbox.height);
        triangle(ctx, colour, x, bbox.top, isDrop);
      }
    }
    if (this.threshold !== null && this.threshold > 0) {
      const y = self.valToPos(this.threshold, 'y', true);
      line(ctx, ink.text, bbox.left, y, bbox.left + bbox.width, y);
      ctx.fillStyle = ink.text;
      ctx.font = ink.font.replace('12px', `${12 * devicePixelRatio}px`);
      // On the right, where with no further spend nothing is left: on the left the line of who has just reached the tier runs through it.
      ctx.textAlign = 'right';
      clearText(ctx, ink.surface, this.tier, bbox.left + bbox.width - 4 * devicePixelRatio, y - 4 * devicePixelRatio);
    }
    ctx.restore();
  }
}

function line(ctx: CanvasRenderingContext2D, colour: string, fromX: number, fromY: number, toX: number, toY: number): void {
  ctx.strokeStyle = colour;
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

/** A text that lines details it do not cut through. */
function clearText(ctx: CanvasRenderingContext2D, ground: string, text: string, x: number, y: number): void {
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = ground;
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
  ctx.restore();
}

/** Above the plot: up for a risk, down for a drop. */
function triangle(ctx: CanvasRenderingContext2D, colour: string, x: number, bottom: number, isDown: boolean): void {
  const size = markSize * devicePixelRatio;
  const [base, tip] = isDown ? [bottom - size - devicePixelRatio, bottom - devicePixelRatio] : [bottom - devicePixelRatio, bottom - size - devicePixelRatio];
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x - size / 2, base);
  ctx.lineTo(x + size / 2, base);
  ctx.lineTo(x, tip);
  ctx.fill();
}

const secondsOf = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`) / 1000;

/** The first days of every so-manieth month between two instants, in seconds. */
function monthStarts(from: number, to: number, every: number): number[] {
  const first = new Date(from * 1000);
  return Array.from({ length: monthsAhead + 1 }, (_, i) => Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1 + i * every, 1) / 1000).filter(
    (seconds) => seconds <= to,
  );
}
