/** Returns when the list was looked at whose preview gave an act its id, a UUIDv7: it begins with the milliseconds. */
export function seenAtOf(bulkId: string): Date | undefined {
  return /^.{14}7/.test(bulkId) ? new Date(Number.parseInt(bulkId.replace('-', '').slice(0, 12), 16)) : undefined
}
