import { v7 as uuidv7 } from 'uuid'
import { hashPassword } from '../../src/http/moderator/password.ts'
import { SessionView } from '../../src/http/moderator/schemas.ts'
import type { Role } from '../../src/moderation/rights.ts'
import type { Db } from '../../src/storage/database.ts'
import { createModerator } from '../../src/storage/moderators.ts'
import { PUBLIC_URL, type Service } from './service.ts'

export const PASSWORD = '一個只有我知道的好密碼'

let passwordHash: Promise<string> | undefined

interface Wanted {
  readonly siteId?: string
  readonly username: string
  readonly displayName?: string
  readonly role?: Role
  readonly isOneTime?: boolean
}

/** A moderator whose password is `PASSWORD`. */
export async function addModerator(
  db: Db,
  { siteId = 'demo', username, displayName, role, isOneTime }: Wanted,
): Promise<string> {
  passwordHash ??= hashPassword(PASSWORD)
  const id = uuidv7()
  await createModerator(db, {
    siteId,
    id,
    username,
    displayName: displayName ?? username,
    role: role ?? 'moderator',
    passwordHash: await passwordHash,
    isOneTime: isOneTime ?? false,
  })
  return id
}

/** A browser on the console's own page: it keeps the cookie and repeats the CSRF token. */
export class Console {
  cookie = ''
  /** The browser itself, which it keeps when a session is over. */
  browser = ''
  /** Where the browser is. */
  address = '192.0.2.1'
  /** The site that its address names. */
  site: string | null = null
  csrfToken = ''
  readonly #service: Service

  constructor(service: Service) {
    this.#service = service
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const own = {
      Origin: PUBLIC_URL,
      Cookie: [this.browser, this.cookie].filter(Boolean).join('; '),
      'X-CSRF-Token': this.csrfToken,
      ...headers,
    }
    const typed = body === undefined ? own : { ...own, 'Content-Type': 'application/json' }
    const init = { method, headers: typed, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    return this.#service.request(`/v1/moderator${path}`, init, { address: this.address })
  }

  signIn(username: string, password = PASSWORD, code?: string): Promise<Response> {
    return this.send('POST', this.site === null ? '/session' : `/session?site=${this.site}`, {
      username,
      password,
      code,
    })
  }

  /** Signs in and keeps what a browser keeps. */
  async enter(username: string, password = PASSWORD, code?: string): Promise<SessionView> {
    return this.keep(await this.signIn(username, password, code))
  }

  /** Keeps what a browser keeps of an answer that signs in. */
  async keep(response: Response): Promise<SessionView> {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      if (pair.startsWith('yueping_session=')) this.cookie = pair
      else this.browser = pair
    }
    const session = SessionView.parse(await response.json())
    this.csrfToken = session.csrfToken
    return session
  }
}
