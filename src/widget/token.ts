/** What the portal's token says about the reader. The service decides; this only chooses what is offered. */
export type Reader =
  | { readonly standing: 'signed_out' }
  | { readonly standing: 'expired' | 'unverified' | 'ready'; readonly name: string }

/** Reads a token without checking its signature, which only the service can. An unreadable one counts as expired. */
export function readReader(token: string, now: Date): Reader {
  if (token === '') return { standing: 'signed_out' }
  const claims = decodeClaims(token)
  if (claims === undefined) return { standing: 'expired', name: '' }
  const name = typeof claims['name'] === 'string' ? claims['name'] : ''
  const expiry = claims['exp']
  if (typeof expiry === 'number' && expiry * 1000 <= now.getTime()) return { standing: 'expired', name }
  return { standing: claims['verified'] === false ? 'unverified' : 'ready', name }
}

function decodeClaims(token: string): Record<string, unknown> | undefined {
  try {
    const base64 = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return isRecord(claims) ? claims : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
