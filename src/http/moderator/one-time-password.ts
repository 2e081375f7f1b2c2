import { randomInt } from 'node:crypto'
import { hashPassword } from './password.ts'

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 16 letters of 31: 79 bits. */
const GROUPS = 4
const GROUP_LENGTH = 4

/** A password to be typed once, from a screen. */
export async function createOneTimePassword(): Promise<{ password: string; passwordHash: string }> {
  const password = randomLetters(GROUPS, GROUP_LENGTH)
  return { password, passwordHash: await hashPassword(password) }
}

/** Groups of random letters, joined by dashes, without the letters and digits that are mistaken for one another. */
export function randomLetters(groups: number, length: number): string {
  return Array.from({ length: groups }, () => Array.from({ length }, pickLetter).join('')).join('-')
}

function pickLetter(): string {
  return LETTERS.charAt(randomInt(LETTERS.length))
}
