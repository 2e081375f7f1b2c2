import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'

// Two or three repeats are emphasis. From here on a reader scrolls past, and nothing has been said that was not said before.
const MIN_REPEATED_UNITS = 60
// Laughter, sobbing, applause and rows of marks or emoji are long by nature.
const MIN_REPEATED_LAUGHTER = 300
const MIN_COPIES = 4

const GRAM_UNITS = 4
const SHORTEST_UNITS = MIN_REPEATED_UNITS + GRAM_UNITS - 1
// A number or a sign between two copies makes so many new grams and no new sense.
const MAX_NEW_GRAMS = 5
const MIN_REPEATED_SHARE = 0.6
const LAUGHTER_SHARE = 0.8

const WEIGHT = 0.55

/** Stretches in which the same character, word or sentence comes again and again; one pass over the text. */
export const repetition: Detector = {
  name: 'repetition',
  isContact: false,
  detect: (normalized: Normalized) => (normalized.text.length < SHORTEST_UNITS ? [] : findStretches(normalized)),
  examples: {
    hits: [
      '頂'.repeat(80),
      '顶顶顶顶顶顶 '.repeat(20),
      '還我們一個公道，'.repeat(12),
      '请给业主一个说法！'.repeat(10),
      `寫得不錯，${'沙發'.repeat(50)}`,
      Array.from('一二三四五六七八九十十十', (one) => `第${one}次說：業主要求退錢退房！`).join(''),
      '👍頂'.repeat(70),
      'up '.repeat(60),
    ],
    misses: [
      '哈'.repeat(90),
      '666666666666',
      '呜呜呜呜'.repeat(30),
      '👏'.repeat(70),
      '[鼓掌]'.repeat(60),
      '加油加油加油加油加油',
      '中國隊加油！中國隊加油！中國隊加油！',
      `${'-'.repeat(100)}以下是我的看法`,
      '我支持這個做法，因為它方便。我支持這個做法，因為它省錢。我支持這個做法，因為它環保。我支持這個做法，因為它公平。',
      '重要的事說三遍：不要點陌生鏈接，不要點陌生鏈接，不要點陌生鏈接！看緊錢包，也提醒家裡的老人，免得上當受騙',
    ],
  },
}

const LAUGHTER = /[哈呵嘿嘻嘎咯啊呀哇呜唔嗷嗯噢哦6hwaox]|[^\p{L}\p{N}\s]/gu
const INK = /\S/gu
// A picture's name: [鼓掌].
const PICTURE = /\[[^\][]{1,6}\]?/g
// What a stretch is made of shows at its beginning.
const LAUGHTER_UNITS = 400

/** Everything between the first repeated gram and the last, with no more than a few new ones in a row. */
interface Stretch {
  readonly start: number
  end: number
  grams: number
  repeated: number
  distinct: number
}

function findStretches({ text, units }: Normalized): Detection[] {
  return gatherStretches(units.codes, inkedPlaces(text))
    .filter((stretch) => saysNothing(stretch, text))
    .map(({ start, end }) => ({ start, end, category: 'meaningless', weight: WEIGHT }))
}

// A text that repeats itself has few grams: where two share a slot one is forgotten, and a repeat is missed at worst.
const SLOTS = 4096

// Emptied for each text, which takes a tenth of the time of making them.
const seen = new Int32Array(SLOTS)
const countedFor = new Int32Array(SLOTS)

function gatherStretches(codes: readonly number[], places: readonly number[]): Stretch[] {
  seen.fill(0)
  countedFor.fill(0)
  const stretches: Stretch[] = []
  let open: Stretch | undefined
  let fresh = 0
  for (let first = 0; first + GRAM_UNITS <= places.length; first += 1) {
    const gram = gramAt(codes, places, first)
    const slot = (gram ^ (gram >>> 15)) & (SLOTS - 1)
    fresh = seen[slot] === gram ? 0 : fresh + 1
    seen[slot] = gram
    if (fresh > MAX_NEW_GRAMS) open = undefined
    if (fresh === 0) {
      const start = places[first] ?? 0
      if (!open) {
        open = { start, end: start, grams: 0, repeated: 0, distinct: 0 }
        stretches.push(open)
      }
      open.end = (places[first + GRAM_UNITS - 1] ?? start) + 1
      open.repeated += 1
      if (countedFor[slot] !== stretches.length) open.distinct += 1
      countedFor[slot] = stretches.length
    }
    if (open) open.grams += 1
  }
  return stretches
}

function saysNothing({ start, end, grams, repeated, distinct }: Stretch, text: string): boolean {
  const copies = 1 + repeated / distinct
  if (repeated < MIN_REPEATED_UNITS || copies < MIN_COPIES || repeated / grams < MIN_REPEATED_SHARE) return false
  const said = text.slice(start, Math.min(end, start + LAUGHTER_UNITS)).replace(PICTURE, '[')
  const laughter = said.match(LAUGHTER)?.length ?? 0
  const isLaughter = laughter >= (said.match(INK)?.length ?? 0) * LAUGHTER_SHARE
  return !isLaughter || repeated >= MIN_REPEATED_LAUGHTER
}

const SPACE = 0x20
const BRACKET = 0x5b
const MAX_PICTURE_UNITS = 8

/** Lists what is seen, unit by unit; spaces are not, and of a picture's name, [鼓掌], the bracket stands for the picture. */
function inkedPlaces(text: string): number[] {
  const places: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit <= SPACE) continue
    places.push(at)
    if (unit === BRACKET) at += pictureUnits(text, at) - 1
  }
  return places
}

function pictureUnits(text: string, at: number): number {
  const name = text.slice(at, at + MAX_PICTURE_UNITS)
  return Math.max(name.indexOf(']'), 0) + 1
}

/** A number for four units; two different fours may share one, rarely and never by accident of speech. */
function gramAt(codes: readonly number[], places: readonly number[], first: number): number {
  let gram = 0
  for (let next = first; next < first + GRAM_UNITS; next += 1) {
    gram = (Math.imul(gram, 0x1f35) + (codes[places[next] ?? 0] ?? 0)) | 0
  }
  return gram
}
