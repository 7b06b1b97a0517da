export interface Place {
  readonly airport: string;
  readonly location: string;
}

/** The display that the address names, `/display/ZRH/A1`; the airport may be typed in small letters. */
export function placeInPath(path: string): Place {
  const [airport = '', location = ''] = path.split('/').slice(2).map(decoded);
  return { airport: airport.toUpperCase(), location };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
