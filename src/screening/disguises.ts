import type { Disguised, DisguisedMatch, ReadingIndex } from './disguises/disguise.ts'
import { compileInitials, findInitials, type InitialsIndex } from './disguises/initials.ts'
import { compileMixedInitials, findMixedInitials } from './disguises/mixed-initials.ts'
import { compileOrders, findOrders, type OrdersIndex } from './disguises/orders.ts'
import { compileShapes, findShapes } from './disguises/shapes.ts'
import { compileSounds, findSounds } from './disguises/sounds.ts'
import { compileTorn, findTorn, type TornIndex } from './disguises/torn.ts'
import type { Entry } from './wordlist.ts'

/** Entries in every form in which they may be hidden. */
export interface Disguises {
  readonly sounds: ReadingIndex
  readonly shapes: ReadingIndex
  readonly orders: OrdersIndex
  readonly torn: TornIndex
  readonly initials: InitialsIndex
  readonly mixedInitials: ReadingIndex
}

// Lighter entries are remarks, not worth guessing at; those that need company are everyday words.
const MIN_WEIGHT = 0.2

/** Compiles the entries that count alone and have two Han characters or more; of mode `pinyin` all, by their sound. */
export function compileDisguises(all: readonly Entry[]): Disguises {
  const entries = all.filter(isWorthGuessing)
  const calls = all.filter(isCallInLetters)
  return {
    sounds: compileSounds([...all.filter((entry) => entry.mode === 'pinyin' || isWorthGuessing(entry)), ...calls]),
    shapes: compileShapes([...entries, ...calls]),
    orders: compileOrders([...entries, ...calls], new Set(all.map(({ pattern }) => pattern))),
    torn: compileTorn(entries),
    initials: compileInitials(entries),
    mixedInitials: compileMixedInitials(entries),
  }
}

function isWorthGuessing({ company, weight, pattern, mode }: Entry): boolean {
  if (company.length > 0 || weight < MIN_WEIGHT || mode === 'regex') return false
  return (pattern.match(/\p{Script=Han}/gu)?.length ?? 0) > 1
}

/** One Han and two letters or more (加vx): a call in other spellings, too. */
function isCallInLetters({ company, pattern, category, mode }: Entry): boolean {
  return category === 'ad_spam' && mode !== 'pinyin' && company.length === 0 && CALL_IN_LETTERS.test(pattern)
}

const CALL_IN_LETTERS = /^\p{Script=Han}[a-z]{2,4}$/u

/** Finds hidden entries by every disguise, the heaviest of those that begin at the same place first. */
export function findDisguised(disguises: Disguises, disguised: Disguised): DisguisedMatch[] {
  return [
    ...findSounds(disguises.sounds, disguised),
    ...findShapes(disguises.shapes, disguised),
    ...findOrders(disguises.orders, disguised),
    ...findTorn(disguises.torn, disguised),
    ...findInitials(disguises.initials, disguised),
    ...findMixedInitials(disguises.mixedInitials, disguised),
  ].sort((one, other) => one.start - other.start || other.weight - one.weight || other.end - one.end)
}
