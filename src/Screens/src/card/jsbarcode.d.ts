// The one kind of bars that is drawn: the package's entry brings all kinds, at four times the weight.
declare module 'jsbarcode/bin/barcodes/CODE128/index.js' {
  /** Encodes a text in whichever of the code's alphabets is shortest. */
  export class CODE128 {
    constructor(text: string, options: object);
    /** The bars: one for dark, zero for light. */
    encode(): { readonly data: string };
  }
}
