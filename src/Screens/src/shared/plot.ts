import uPlot, { type AlignedData, type Options } from 'uplot';

/** The theme's colours as a canvas takes them. */
export interface Ink {
  readonly text: string;
  readonly grid: string;
  readonly surface: string;
  readonly line: string;
  readonly ground: string;
  readonly warn: string;
  readonly bad: string;
  readonly font: string;
}

export type PlotOptions = Omit<Options, 'width' | 'height'>;

/**
 * A chart that fills the width and height of its place, follows it when it changes size, and the theme when it changes colour. It
 * is a picture only: give its place a name, and say the numbers in words beside it.
 */
export class Plot {
  private drawn: uPlot | null = null;
  private readonly size = new ResizeObserver(() => this.drawn?.setSize(this.measure()));
  private readonly theme = matchMedia('(prefers-color-scheme: dark)');

  constructor(
    private readonly place: HTMLElement,
    private readonly options: (ink: Ink) => PlotOptions,
    private data: AlignedData,
  ) {
    this.theme.addEventListener('change', this.draw);
    this.draw();
    this.size.observe(place);
  }

  show(data: AlignedData): void {
    this.data = data;
    this.drawn?.setData(data);
  }

  remove(): void {
    this.size.disconnect();
    this.theme.removeEventListener('change', this.draw);
    this.drawn?.destroy();
    this.drawn = null;
  }

  private readonly draw = (): void => {
    this.drawn?.destroy();
    this.drawn = new uPlot({ ...this.options(inkOf(this.place)), ...this.measure() }, this.data, this.place);
  };

  private measure(): { readonly width: number; readonly height: number } {
    return { width: this.place.clientWidth, height: this.place.clientHeight };
  }
}

function inkOf(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: token('--quiet-ink'),
    grid: token('--line'),
    surface: token('--surface'),
    line: token('--accent'),
    ground: token('--plot-ground'),
    warn: token('--warn-line'),
    bad: token('--bad'),
    font: `12px ${style.fontFamily}`,
  };
}
