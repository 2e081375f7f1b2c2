import { pinyin } from 'pinyin-pro'

/** Changes a text as senders of the same text do; the same seed changes it the same way. */
export type LightEdit = (text: string, random: () => number) => string

const SYMBOLS = ['*', '·', '-', ' ', '~', '|', '🌟', '❤', '\u200b']
const SYMBOL_SHARE = 0.15
const HOMOPHONE_SHARE = 0.1
const PREFIXES = ['轉發：', '重要的事說三遍：', '朋友們看過來，', '求擴散 ', '今天的消息——']

/** The four light edits; `pool` holds the characters from which homophones are drawn. */
export function lightEdits(pool: string): Readonly<Record<string, LightEdit>> {
  const homophones = homophonesIn(pool)
  return {
    'digits changed': (text, random) => text.replace(/\d/g, () => String(Math.floor(random() * 10))),
    'symbols inserted': (text, random) =>
      Array.from(text, (one) => (random() < SYMBOL_SHARE ? one + pick(SYMBOLS, random) : one)).join(''),
    '10 % homophones': (text, random) =>
      Array.from(text, (one) => (random() < HOMOPHONE_SHARE ? pick(homophones(one), random) || one : one)).join(''),
    'prefix added': (text, random) => pick(PREFIXES, random) + text,
  }
}

/** A linear congruential generator modulo 2^32 (multiplier and increment from Numerical Recipes): 0 to 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Homophones by any reading a character has, not only by the one that a skeleton takes. */
function homophonesIn(pool: string): (character: string) => readonly string[] {
  const spoken = new Map<string, string[]>()
  for (const character of new Set(pool.match(/\p{Script=Han}/gu))) {
    for (const sound of soundsOf(character)) spoken.set(sound, [...(spoken.get(sound) ?? []), character])
  }
  return (character) =>
    soundsOf(character)
      .flatMap((sound) => spoken.get(sound) ?? [])
      .filter((one) => one !== character)
}

const known = new Map<string, readonly string[]>()

function soundsOf(character: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(character)) return []
  const seen = known.get(character)
  if (seen) return seen
  const sounds = [...new Set(pinyin(character, { toneType: 'none', type: 'array', multiple: true }))]
  known.set(character, sounds)
  return sounds
}

function pick(choices: readonly string[], random: () => number): string {
  return choices[Math.floor(random() * choices.length)] ?? ''
}
