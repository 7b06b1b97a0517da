import { CODE128 } from 'jsbarcode/bin/barcodes/CODE128/index.js';
import qrcode from 'qrcode-generator';
import { svg } from '../shared/svg';

/** Empty modules around a code, as its standard asks for: without them a scanner does not find it. */
const quietQr = 4;
const quietBars = 10;
const barHeight = 40;
/** Characters of a member number. */
const longestNumber = 20;

/** A text as a QR code: a till reads just the text, what a scanner of bars would type. */
export function qrCode(text: string): SVGSVGElement {
  // A signed code is long: fewer and larger modules are worth more to a scanner than what could be repaired.
  const isLong = text.length > longestNumber;
  const code = qrcode(0, isLong ? 'L' : 'M');
  code.addData(text, /^\d+$/.test(text) ? 'Numeric' : isLong || !/^[0-9A-Z $%*+./:-]+$/.test(text) ? 'Byte' : 'Alphanumeric');
  code.make();
  const count = code.getModuleCount();
  const cells = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (__, column) => (code.isDark(row, column) ? `M${column + quietQr} ${row + quietQr}h1v1h-1z` : '')).join(''),
  ).join('');
  return drawing(count + 2 * quietQr, count + 2 * quietQr, cells);
}

/** The member number in Code 128: a one for each dark module. */
export const barsOf = (memberId: string): string => new CODE128(memberId, {}).encode().data;

/** The member number as bars. */
export function barCode(memberId: string): SVGSVGElement {
  const bars = barsOf(memberId);
  const cells = Array.from(bars.matchAll(/1+/g), (run) => `M${(run.index ?? 0) + quietBars} 0h${run[0].length}v${barHeight}h-${run[0].length}z`).join('');
  return drawing(bars.length + 2 * quietBars, barHeight, cells);
}

/** Black on white whatever the theme: a scanner knows no dark mode. */
const drawing = (width: number, height: number, cells: string): SVGSVGElement =>
  svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, 'shape-rendering': 'crispEdges', 'aria-hidden': 'true', focusable: 'false' },
    svg('rect', { width, height, fill: '#fff' }),
    svg('path', { d: cells, fill: '#000' }),
  );
