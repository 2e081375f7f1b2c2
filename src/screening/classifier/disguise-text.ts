import { pinyin } from 'pinyin-pro'
import { LOOK_ALIKES } from '../../text/readings/look-alikes.ts'
import { BROKEN_CHARACTERS } from '../../text/readings/parts.ts'
import { SPOKEN_PICTURES } from '../../text/readings/pictures.ts'
import { initialOf, syllableOf } from '../../text/readings/syllables.ts'

/**
 * Hides part of a text as people hide it from filters: the folds run backwards. One way for a text, on a third of its
 * characters on average; a text that has nothing to hide so comes back as it is.
 */
export function disguiseText(text: string, random: () => number): string {
  const way = WAYS[Math.floor(random() * WAYS.length)]
  const share = 0.1 + random() * 0.5
  return way ? way([...text], share, random) : text
}

type Way = (characters: readonly string[], share: number, random: () => number) => string

const byCharacter =
  (change: (one: string, random: () => number) => string | undefined): Way =>
  (characters, share, random) => {
    // People hide whole words: once begun, the next character is hidden too more often than not.
    let isHidden = false
    return characters
      .map((one) => {
        isHidden = random() < (isHidden ? GOING_ON : share * BEGINNING)
        return isHidden ? (change(one, random) ?? one) : one
      })
      .join('')
  }

const GOING_ON = 0.65
const BEGINNING = 0.6

const WAYS: readonly Way[] = [
  byCharacter(homophone),
  byCharacter(homophone),
  byCharacter(homophone),
  byCharacter((one) => (isHan(one) ? `${pinyin(one, { toneType: 'none', v: true })} ` : undefined)),
  byCharacter((one) => initialOf(one.charCodeAt(0)) || undefined),
  byCharacter((one) => initialOf(one.charCodeAt(0)) || undefined),
  byCharacter((one) => PARTS.get(one)),
  byCharacter((one, random) => choose(ALIKE.get(one) ?? [], random)),
  byCharacter((one, random) => choose(PICTURES.get(one) ?? [], random)),
  byCharacter((one, random) => `${one}${choose(SEPARATORS, random) ?? ''}`),
  swapNeighbours,
  swapNeighbours,
  swapNeighbours,
]

const SEPARATORS = ['*', ' ', '.', '丶', '、', '-', '/', '|', '·', '~', '❤', '＊', '\u200b']

function isHan(one: string): boolean {
  return syllableOf(one.charCodeAt(0)) !== 0
}

function choose(from: readonly string[], random: () => number): string | undefined {
  return from[Math.floor(random() * from.length)]
}

const FAR_SWAPS = 0.3

function swapNeighbours(characters: readonly string[], share: number, random: () => number): string {
  const swapped = [...characters]
  for (let at = 0; at + 1 < swapped.length; at += 1) {
    const to = at + (random() < FAR_SWAPS ? 2 : 1)
    const one = swapped[at] ?? ''
    const other = swapped[to] ?? ''
    if (!isHan(one) || !isHan(other) || random() > share * BEGINNING) continue
    swapped[at] = other
    swapped[to] = one
    at = to
  }
  return swapped.join('')
}

const PARTS = new Map(BROKEN_CHARACTERS.map((one) => [one.charAt(0), one.slice(1)]))

const ALIKE = new Map(
  LOOK_ALIKES.flatMap((group) => [...group].map((one) => [one, [...group].filter((other) => other !== one)] as const)),
)

const PICTURES = new Map<string, string[]>()
for (const [picture, said] of SPOKEN_PICTURES) PICTURES.set(said, [...(PICTURES.get(said) ?? []), picture])

const FIRST_HAN = 0x4e00
const LAST_HAN = 0x9fa5

let bySound: Map<number, string[]> | undefined

/** Returns another character of the same sound; those that are rare are as likely as the common. */
function homophone(one: string, random: () => number): string | undefined {
  bySound ??= groupBySound()
  return choose(bySound.get(syllableOf(one.charCodeAt(0))) ?? [], random)
}

function groupBySound(): Map<number, string[]> {
  const groups = new Map<number, string[]>()
  for (let unit = FIRST_HAN; unit <= LAST_HAN; unit += 1) {
    const sound = syllableOf(unit)
    if (sound === 0) continue
    const group = groups.get(sound) ?? []
    groups.set(sound, group)
    group.push(String.fromCharCode(unit))
  }
  return groups
}
