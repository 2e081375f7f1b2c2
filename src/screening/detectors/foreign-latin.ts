import type { Normalized } from '../../text/normalize.ts'
import type { Detector } from './detector.ts'
import { detectionOfOriginal } from './original-place.ts'

const WORD = /(?<!@)(?:\p{Script=Latin}|\p{M})+/gu
// Decomposed: marks that neither pinyin nor the loan words of English need, and letters that have no plain form.
const MARKED = /\u0302|\u0303|\u0306|\u0307|\u0309|\u030a|\u030b|\u031b|\u0323|\u0327|\u0328|[cdnrstz]\u030c|[đøłıßæœ]/
const HAN = /\p{Script=Han}/gu

const MIN_WORDS = 5
const MIN_MARKED = 3
const MIN_MARKED_SHARE = 0.3
const WEIGHT = 0.52

/** A text in a language that marks its Latin letters, as Vietnamese, Czech and Turkish do; names and pinyin are none. */
export const foreignLatin: Detector = {
  name: 'foreign-latin',
  isContact: false,
  detect(normalized: Normalized) {
    const { original } = normalized
    if (!mayBeMarked(original)) return []
    const words = [...original.matchAll(WORD)]
    const marked = words.filter(([word]) => isMarked(word)).length
    const han = original.match(HAN)?.length ?? 0
    const first = words[0]
    const last = words.at(-1)
    const isForeign = marked >= MIN_MARKED && marked / words.length >= MIN_MARKED_SHARE
    if (!first || !last || !isForeign || words.length < MIN_WORDS || han > words.length) return []
    const place = { start: first.index, end: last.index + last[0].length }
    return detectionOfOriginal(normalized, place, { category: 'foreign_script', weight: WEIGHT })
  },
  examples: {
    hits: [
      'Bài viết này rất hay, cảm ơn bạn nhiều',
      'Tôi không đồng ý với ý kiến này',
      'Bu yazı çok güzel olmuş, teşekkür ederim kardeşim',
      'Příští týden bude určitě lepší počasí než teď',
      'Ba\u0300i vie\u0302\u0301t na\u0300y ra\u0302\u0301t hay, ca\u0309m o\u031bn ba\u0323n',
    ],
    misses: [
      'Müller, Özil, Götze, Gündoğan, Šeško, Ødegaard',
      'nǐ hǎo shì jiè, lǜ sè de shù',
      'café and résumé are naïve words in English too',
      '越南语里的 cảm ơn 就是感恩',
      '喜歡 Beyoncé 和 Björk 的歌',
      'T̶h̶i̶s̶ ̶w̶a̶s̶ ̶s̶t̶r̶u̶c̶k̶ ̶o̶u̶t̶',
      'Thank you very much for this good article',
    ],
  },
}

// No language writes longer ones; to order thousands of marks on one letter takes the square of their number.
const MAX_WORD_UNITS = 60

/** Names are capitalized in all these languages, and readers name whom they speak of. */
function isMarked(word: string): boolean {
  return word.length <= MAX_WORD_UNITS && /^\p{Ll}/u.test(word) && MARKED.test(word.normalize('NFD'))
}

/** Letters with marks, and marks alone; a look at each unit costs a tenth of a pattern's. */
function mayBeMarked(original: string): boolean {
  for (let at = 0; at < original.length; at += 1) {
    const unit = original.charCodeAt(at)
    if (unit >= 0xdf && (unit < 0x370 || (unit >= 0x1e00 && unit < 0x1f00))) return true
  }
  return false
}
