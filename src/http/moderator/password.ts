import { hash, verify } from '@node-rs/argon2'
import { words } from '../../moderation/language.ts'
import { countGraphemes } from '../../text/graphemes.ts'
import { Refusal } from '../refusal.ts'

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane; about 30 ms on a small server. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const SHORTEST_CHARACTERS = 10

/** Makes the argon2id hash under which a password is stored. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST)
}

/** Compares a password with a stored hash. */
export async function isPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password.normalize('NFC'))
}

/** Takes as long as comparing a real one, for user names that nobody has. */
export async function compareWithNothing(password: string): Promise<void> {
  nothing ??= hashPassword('the password of nobody')
  await isPassword(await nothing, password)
}

let nothing: Promise<string> | undefined

/** What a new password is held against. */
interface Owner {
  readonly username: string
  /** `undefined` before the first. */
  readonly currentHash?: string
}

/** Refuses a password that is short, the user name, one character over and over, or the one it replaces. */
export async function checkNewPassword(password: string, { username, currentHash }: Owner): Promise<void> {
  if (countGraphemes(password) < SHORTEST_CHARACTERS) throw weak(SHORT)
  if (password.toLowerCase().includes(username.toLowerCase())) throw weak(OWN_NAME)
  if (new Set(password).size < 4) throw weak(REPETITIVE)
  if (currentHash !== undefined && (await isPassword(currentHash, password))) throw weak(SAME)
}

function weak(problem: typeof SHORT): Refusal {
  return new Refusal('password_weak', { message: problem })
}

const SHORT = words(
  `新密碼至少 ${SHORTEST_CHARACTERS} 個字。可以用一句只有你知道的話。`,
  `A new password has at least ${SHORTEST_CHARACTERS} characters. A sentence that only you know is a good one.`,
)
const OWN_NAME = words(
  '新密碼不能包含用戶名。請換一個。',
  'A new password must not contain the user name. Choose another.',
)
const REPETITIVE = words(
  '新密碼的字太單一。請混用幾種不同的字。',
  'The new password repeats itself. Use more different characters.',
)
const SAME = words('新密碼和現在的一樣。請換一個。', 'The new password is the present one. Choose another.')
