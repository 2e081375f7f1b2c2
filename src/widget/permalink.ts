const PREFIX = '#yueping-'

/** The address of a comment within its page. */
export function permalinkTo(id: string): string {
  return `${PREFIX}${id}`
}

/** The comment that a fragment names, if it names one. */
export function linkedComment(fragment: string): string | undefined {
  const id = fragment.startsWith(PREFIX) ? fragment.slice(PREFIX.length) : ''
  return /^[0-9a-f-]{36}$/.test(id) ? id : undefined
}
