// ISO 4217 list one, as the engine has it. Not asked of the browser: its locale data takes the decimals from currencies that
// still have them (HUF, IDR, IQD).
const listed: readonly (readonly [number, string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

/** The decimals that an amount in the currency may have: 0 (JPY) to 4 (CLF), 2 for most. */
export const minorUnitsOf = (currency: string): number => listed.find(([, codes]) => codes.split(' ').includes(currency))?.[0] ?? 2;
