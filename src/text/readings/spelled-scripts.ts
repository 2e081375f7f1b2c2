import { unitOfSyllable } from './syllables.ts'

// Bopomofo, each sign with the letters of pinyin; a medial and a final together are written otherwise than apart.
const INITIALS = tableOf('ㄅb ㄆp ㄇm ㄈf ㄉd ㄊt ㄋn ㄌl ㄍg ㄎk ㄏh ㄐj ㄑq ㄒx ㄓzh ㄔch ㄕsh ㄖr ㄗz ㄘc ㄙs')
const FINALS = tableOf(
  'ㄚa ㄛo ㄜe ㄝe ㄞai ㄟei ㄠao ㄡou ㄢan ㄣen ㄤang ㄥeng ㄦer ㄧi ㄨu ㄩv ㄧㄚia ㄧㄝie ㄧㄠiao ㄧㄡiu ㄧㄢian ㄧㄣin ㄧㄤiang ㄧㄥing ' +
    'ㄨㄚua ㄨㄛuo ㄨㄞuai ㄨㄟui ㄨㄢuan ㄨㄣun ㄨㄤuang ㄨㄥong ㄩㄝue ㄩㄢuan ㄩㄣun ㄩㄥiong',
)
// Finals that stand without an initial.
const ALONE = tableOf(
  'ㄧyi ㄨwu ㄩyu ㄧㄚya ㄧㄝye ㄧㄠyao ㄧㄡyou ㄧㄢyan ㄧㄣyin ㄧㄤyang ㄧㄥying ㄨㄚwa ㄨㄛwo ㄨㄞwai ㄨㄟwei ㄨㄢwan ㄨㄣwen ㄨㄤwang ㄨㄥweng ' +
    'ㄩㄝyue ㄩㄢyuan ㄩㄣyun ㄩㄥyong',
)
// Kana as Chinese writers take them: for the sound of the syllable that the Latin letters of the table would have.
const KANA = tableOf(
  'ウェイwei ウエイwei ウェwei シンxin ジャjia ジアjia チャcha チュqu マma ミmi シxi ピpi ビbi サsa シャxia ヤya リli ルlu',
)

const SIGNS = syllablesOf()
const LONGEST_UNITS = Math.max(...Array.from(SIGNS.keys(), ({ length }) => length))

/**
 * Returns the syllable that is spelled in Bopomofo or kana at an offset of a normalized text, with the most signs, and how
 * many they are; `undefined` where none is.
 */
export function spelledInSigns(
  text: string,
  at: number,
): { readonly unit: number; readonly length: number } | undefined {
  for (let length = Math.min(LONGEST_UNITS, text.length - at); length > 0; length -= 1) {
    const unit = SIGNS.get(text.slice(at, at + length))
    if (unit !== undefined) return { unit, length }
  }
  return undefined
}

/** Tells whether a unit is Bopomofo or kana. */
export function isSign(unit: number): boolean {
  return unit >= 0x3041 && unit <= 0x312f
}

function tableOf(pairs: string): ReadonlyMap<string, string> {
  return new Map(pairs.split(' ').map((pair) => [pair.replace(/[a-z]+/, ''), pair.replace(/[^a-z]+/, '')]))
}

function syllablesOf(): ReadonlyMap<string, number> {
  const spelled = new Map<string, string>([...KANA, ...ALONE])
  for (const [final, letters] of FINALS) if (!spelled.has(final)) spelled.set(final, letters)
  for (const [initial, letters] of INITIALS) {
    if ('zcsr'.includes(letters.charAt(0))) spelled.set(initial, `${letters}i`)
    for (const [final, rest] of FINALS) spelled.set(initial + final, letters + afterInitial(letters, rest))
  }
  return new Map(
    [...spelled].flatMap(([signs, letters]) => {
      const unit = unitOfSyllable(letters)
      return unit === undefined ? [] : [[signs, unit] as const]
    }),
  )
}

/** A ü is written u behind j, q and x. */
function afterInitial(initial: string, final: string): string {
  return 'jqx'.includes(initial) ? final.replace('v', 'u') : final
}
