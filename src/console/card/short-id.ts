/** The end of a UUIDv7 is random, its beginning only the time: four characters tell neighbours apart by word of mouth. */
export function shortId(id: string): string {
  return `c-${id.slice(-4).toUpperCase()}`
}
