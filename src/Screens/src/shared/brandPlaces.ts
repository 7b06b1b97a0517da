/** What the airline's brand file calls an airport, `ZRH`, or a place there, `ZRH/A1`. Nothing where it has none. */
export async function brandPlaces(): Promise<Readonly<Record<string, string>>> {
  try {
    const answer = await fetch('/brand/places.json');
    const names: unknown = answer.ok ? await answer.json() : {};
    return typeof names === 'object' && names !== null ? (names as Record<string, string>) : {};
  } catch {
    return {};
  }
}
