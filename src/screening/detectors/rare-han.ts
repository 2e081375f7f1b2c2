import type { Normalized } from '../../text/normalize.ts'
import type { Detector } from './detector.ts'

// A list of fishes or elements is shorter.
const MIN_HAN = 16
const MIN_KINDS = 8
const MIN_RARE_SHARE = 0.7
const WEIGHT = 0.52

/** A text of characters that hardly anybody can read; one or two of them are names, plants and fishes. */
export const rareHan: Detector = {
  name: 'rare-han',
  isContact: false,
  detect({ text }: Normalized) {
    if (text.length < MIN_HAN) return []
    let han = 0
    let rare = 0
    const kinds = new Set<number>()
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      if (!isHan(unit)) continue
      han += 1
      if (COMMON[unit] === 1) continue
      rare += 1
      kinds.add(unit)
    }
    if (han < MIN_HAN || kinds.size < MIN_KINDS || rare / han < MIN_RARE_SHARE) return []
    return [{ start: 0, end: text.length, category: 'meaningless', weight: WEIGHT }]
  },
  examples: {
    hits: ['龘靐齉爩鱻麤灪龖厵滟犇骉羴猋蟲毳淼焱', '氼氿汃汋汏汒汓汢汥汦汧汨汩汫汬汮汯'],
    misses: [
      '佢哋嘅嘢唔係我哋嘅，冇咗就冇咗囉，喺邊度攞返嚟㗎',
      '鯽鱖鱸鱈鮭鱘鱒鰱鱅鯧',
      '饕餮和魑魅魍魎',
      '氕氘氚是氫的同位素',
      '我叫張喆，住在亳州',
      '鱻字怎麼讀',
      '艹'.repeat(20),
      '葳蕤繁祉，延彼遐齡',
      '臺灣的龜鱉與鰱鱅',
    ],
  },
}

// What Hong Kong writes every day, and GB 2312 leaves out or puts among the rare ones.
const CANTONESE =
  '佢哋嘅嘢冇咗喺唔噉咁啲嗰乜嘥攞瞓攰啱睇嚟嚿孭揸俾畀冧嬲脷咩喎囉啰啫嘞㗎唞踎氹掟嗌冚曱甴咪吓嘛哂晒嘈嘥偈撚屌仆嘆唥啩吖喇咧嘩靓咭哗'

// The rows and cells of the first level of GB 2312, two bytes a character.
const FIRST_ROW = 0xb0
const LAST_ROW = 0xd7
const FIRST_CELL = 0xa1
const CELLS = 94
const CELLS_OF_LAST_ROW = 89

const COMMON = commonUnits()

/** The 3,755 everyday characters, the first level of GB 2312, and the Cantonese ones, marked by their UTF-16 units. */
function commonUnits(): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const units = new Uint8Array(0x10000)
  const mark = (characters: string): void => {
    for (let at = 0; at < characters.length; at += 1) units[characters.charCodeAt(at)] = 1
  }
  for (let row = FIRST_ROW; row <= LAST_ROW; row += 1) mark(decoder.decode(bytesOf(row)))
  mark(CANTONESE)
  return units
}

/** Returns a row of GB 2312 as it is encoded. */
function bytesOf(row: number): Uint8Array {
  const cells = row === LAST_ROW ? CELLS_OF_LAST_ROW : CELLS
  return Uint8Array.from({ length: cells * 2 }, (_, at) => (at % 2 === 0 ? row : FIRST_CELL + (at >> 1)))
}

function isHan(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff)
}
