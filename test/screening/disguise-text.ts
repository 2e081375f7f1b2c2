import { Converter } from 'opencc-js/cn2t'
import { pinyin } from 'pinyin-pro'
import { normalize } from '../../src/text/normalize.ts'
import { FALLEN_APART, FREQUENT, LOOKS, PICTURED } from './disguise-tables.ts'

/** Hides a text in one way, as its writer would; `undefined` where the text has nothing to hide so. */
export type Disguise = (text: string) => string | undefined

const toTraditional = Converter({ from: 'cn', to: 't' })
const spell = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array', v: true })

// Rare characters of the same sound, which the careful take, and the first that an input method offers.
const RARE = new Map<string, string>()
for (let code = 0x9fa5; code >= 0x7f00; code -= 1) {
  const one = String.fromCharCode(code)
  const [sound] = spell(one)
  if (sound && normalize(one).text === one) RARE.set(sound, one)
}
const OFFERED = new Map<string, string[]>()
for (const one of FREQUENT) {
  const [sound = ''] = spell(one)
  OFFERED.set(sound, [...(OFFERED.get(sound) ?? []), one])
}
const offeredFor = (one: string): string | undefined => OFFERED.get(spell(one)[0] ?? '')?.find((other) => other !== one)

const HAN_ONLY = /^\p{Script=Han}+$/u
const DRAWN_ALIKE = new Map(
  ['aа', 'cс', 'eе', 'oο', 'pр', 'xх', 'vν', 'iі', 'kκ', 'bв'].map((pair) => [pair.charAt(0), pair.charAt(1)]),
)
const letterFrom = (first: number, letter: string): string => String.fromCodePoint(first + letter.charCodeAt(0) - 0x61)

/** Every fold run backwards, by its name. */
export const DISGUISES: Readonly<Record<string, Disguise>> = {
  'full width': (text) =>
    changed(text, (one) => (/[!-~]/.test(one) ? String.fromCharCode(one.charCodeAt(0) + 0xfee0) : one)),
  'mathematical letters': (text) => changed(text, (one) => (/[a-z]/.test(one) ? letterFrom(0x1d5ba, one) : one)),
  'squared letters': (text) => changed(text, (one) => (/[a-z]/.test(one) ? letterFrom(0x1f170, one) : one)),
  'Cyrillic and Greek letters': (text) => changed(text, (one) => DRAWN_ALIKE.get(one) ?? one),
  'circled digits': (text) => changed(text, (one) => (/[1-9]/.test(one) ? '①②③④⑤⑥⑦⑧⑨'.charAt(Number(one) - 1) : one)),
  'tag characters': (text) => [...text].join('\u{e0041}'),
  'bidi controls': (text) => [...text].join('\u202e'),
  'decimal entities': (text) => changed(text, (one) => `&#${one.codePointAt(0)};`),
  'hexadecimal entities': (text) => changed(text, (one) => `&#x${one.codePointAt(0)?.toString(16)};`),
  'named entities': (text) => [...text].join('&zwj;'),
  'percent codes': (text) => changed(text, (one) => (/\p{Script=Han}/u.test(one) ? encodeURIComponent(one) : one)),
  'one letter between': (text) => (HAN_ONLY.test(text) ? [...text].join('x') : undefined),
  'one digit between': (text) => (HAN_ONLY.test(text) && [...text].length > 3 ? [...text].join('1') : undefined),
  'plus signs between': (text) => (HAN_ONLY.test(text) ? [...text].join('+') : undefined),
  'strokes between': (text) => (HAN_ONLY.test(text) ? [...text].join('丶') : undefined),
  'full stops between': (text) => (HAN_ONLY.test(text) ? [...text].join('。') : undefined),
  'one initial': (text) => (HAN_ONLY.test(text) ? changedOnce(text, (one) => spell(one)[0]?.charAt(0)) : undefined),
  'last two exchanged': (text) =>
    HAN_ONLY.test(text) && [...text].length > 3 ? text.slice(0, -2) + text.slice(-1) + text.slice(-2, -1) : undefined,
  'Traditional and stars': (text) => [...toTraditional(text)].join('*'),
  'rare homophones and spaces': (text) => {
    const hidden = DISGUISES['rare homophones']?.(text)
    return hidden !== undefined && [...text].length > 3 ? [...hidden].join(' ') : undefined
  },
  stars: (text) => [...text].join('*'),
  hearts: (text) => [...text].join('❤️'),
  spaces: (text) => ([...text].length > 3 ? [...text].join(' ') : undefined),
  'zero width': (text) => [...text].join('\u200b'),
  'combining marks': (text) => [...text].join('\u0336'),
  Traditional: (text) => changed(text, toTraditional),
  'rare homophones': (text) => changedOnce(text, (one) => RARE.get(spell(one)[0] ?? '')),
  'common homophones': (text) => changedOnce(text, offeredFor),
  'common homophones at the end': (text) => changedLast(text, offeredFor),
  pinyin: (text) => (/^\p{Script=Han}+$/u.test(text) ? spell(text).join(' ') : undefined),
  'pinyin in one word': (text) => (/^\p{Script=Han}+$/u.test(text) ? spell(text).join('') : undefined),
  'one syllable in pinyin': (text) => changedOnce(text, (one) => (/\p{Script=Han}/u.test(one) ? spell(one)[0] : one)),
  'look-alikes': (text) => changedOnce(text, (one) => LOOKS.get(one)),
  parts: (text) => changed(text, (one) => FALLEN_APART.get(one) ?? one),
  'one picture': (text) => changedOnce(text, (one) => PICTURED.get(one)),
  'a star for one': (text) => (HAN_ONLY.test(text) && text.length > 3 ? text.replace(/^(..)./u, '$1*') : undefined),
  stretched: (text) => text.charAt(0) + text.charAt(1).repeat(4) + text.slice(2),
  backwards: (text) => [...text].toReversed().join(''),
}

function changed(text: string, change: (one: string) => string): string | undefined {
  const after = Array.from(text, change).join('')
  return after === text ? undefined : after
}

/** Changes the first character that can be. */
function changedOnce(text: string, change: (one: string) => string | undefined): string | undefined {
  const characters = [...text]
  const at = characters.findIndex((one) => (change(one) ?? one) !== one)
  return at < 0 ? undefined : characters.with(at, change(characters[at] ?? '') ?? '').join('')
}

function changedLast(text: string, change: (one: string) => string | undefined): string | undefined {
  const turned = changedOnce([...text].toReversed().join(''), change)
  return turned === undefined ? undefined : [...turned].toReversed().join('')
}
