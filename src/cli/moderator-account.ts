import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { hashPassword } from '../http/moderator/password.ts'
import type { Db } from '../storage/database.ts'
import { createModerator } from '../storage/moderators.ts'
import type { Role } from '../storage/schema.ts'

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
  const { password, passwordHash } = await createOneTimePassword()
  const created = await createModerator(db, { ...account, id: uuidv7(), passwordHash, isOneTime: true })
  return created.outcome === 'created' ? { username: account.username, oneTimePassword: password } : undefined
}

/** A password to be typed once, from a screen: without the letters and digits that are mistaken for one another. */
export async function createOneTimePassword(): Promise<{ password: string; passwordHash: string }> {
  const groups = Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, pickLetter).join(''))
  const password = groups.join('-')
  return { password, passwordHash: await hashPassword(password) }
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
/** 16 letters of 31: 79 bits. */
const GROUPS = 4
const GROUP_LENGTH = 4

function pickLetter(): string {
  return LETTERS.charAt(randomInt(LETTERS.length))
}
