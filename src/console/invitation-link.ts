const PREFIX = '#join='

/** The token of the invitation whose link was opened, `null` for any other address. */
export function invitationToken(): string | null {
  return location.hash.startsWith(PREFIX) ? location.hash.slice(PREFIX.length) : null
}

/** Takes the token out of the address and the history: it is used up, and nobody else's business. */
export function forgetInvitation(): void {
  history.replaceState(null, '', location.pathname + location.search)
}
