declare module 'jsbarcode' {
  /** Writes the bars into an object that is no element: one text of ones and zeros a part. */
  export default function JsBarcode(target: { encodings?: readonly { readonly data: string }[] }, text: string, options: { readonly format: string }): void;
}
