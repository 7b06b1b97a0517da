/** A code point that no font has: it shows what a missing letter looks like here. */
const missing = '\u{10fffe}';
const size = 24;

const known = new Map<string, boolean>();
let pen: CanvasRenderingContext2D | null = null;

/**
 * Whether this machine has letters for a text. A kiosk without fonts of a script draws boxes in their place, 150 pixels high: a greeting
 * goes without a name rather than with that.
 */
export function canShow(text: string, font: string): boolean {
  // Latin comes with the page; marks stand on the letter before them.
  return [...text].every((letter) => /[\p{Script=Latin}\p{Script=Common}\p{M}]/u.test(letter) || hasLetter(letter, font));
}

function hasLetter(letter: string, font: string): boolean {
  let has = known.get(letter);
  if (has === undefined) {
    has = pictureOf(letter, font) !== pictureOf(missing, font);
    known.set(letter, has);
  }
  return has;
}

function pictureOf(letter: string, font: string): string {
  pen ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (pen === null) return letter;
  pen.canvas.width = pen.canvas.height = size * 2;
  pen.font = `${size}px ${font}`;
  pen.textBaseline = 'middle';
  pen.fillText(letter, 4, size);
  return pen.getImageData(0, 0, size * 2, size * 2).data.join();
}
