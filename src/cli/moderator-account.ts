import { v7 as uuidv7 } from 'uuid'
import { createOneTimePassword } from '../http/moderator/one-time-password.ts'
import type { Role } from '../moderation/rights.ts'
import type { Db } from '../storage/database.ts'
import { createModerator } from '../storage/moderators.ts'
import { appendPeopleEvent } from '../storage/people-events.ts'

/** What a person needs to sign in for the first time. */
export interface Credentials {
  readonly username: string
  readonly oneTimePassword: string
}

interface Account {
  readonly siteId: string
  readonly username: string
  readonly displayName: string
  readonly role: Role
}

/** Makes a moderator with a one-time password, known only from the answer; `undefined` when the username is taken. */
export async function addModerator(db: Db, account: Account): Promise<Credentials | undefined> {
  const { siteId, role } = account
  const { password, passwordHash } = await createOneTimePassword()
  const id = uuidv7()
  return db.transaction().execute(async (trx) => {
    const created = await createModerator(trx, { ...account, id, passwordHash, isOneTime: true })
    if (created.outcome !== 'created') return undefined
    const by = { actor: 'command_line' } as const
    await appendPeopleEvent(trx, { siteId, type: 'added', by, subjectId: id, detail: { role } })
    return { username: account.username, oneTimePassword: password }
  })
}
