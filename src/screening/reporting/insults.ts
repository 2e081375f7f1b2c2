import type { Normalized } from '../../text/normalize.ts'
import { originalSpan } from '../../text/normalize.ts'
import type { Finding, Hit } from '../evidence.ts'
import type { CategoryCode } from '../taxonomy.ts'
import { clauseAt, clausesOf, type Place, placesOf } from './clauses.ts'

const INSULTING: ReadonlySet<CategoryCode> = new Set(['abuse', 'profanity', 'region_hatred'])

// Somebody insults somebody: who is named before the verb, or the verb is none that one uses of oneself.
const WHO =
  '被|遭|挨|有人|网友|粉丝|球迷|黑粉|水军|他们?|她们?|人家|别人|对方|老师|家长|男子|女子|谁|法院|警方|判|罚|因为?|当众|公然|(?:微博|网上|评论区|直播间|群里|现场)'
const WHOM = '(?:我|人|自己|\\p{Script=Han}{1,3})?'
const INSULT = new RegExp(
  `(?:(?:${WHO})[^,。!?;:你]{0,8}(?:骂|喷|叫|喊)|辱骂|谩骂|侮辱|羞辱|网暴)[了过着]?${WHOM}(?:是|为|成|作|一句|句)?["'()「」『』“”‘’]*$`,
  'u',
)
// Whoever agrees, or speaks to somebody, insults once more.
const OWN = /你|[您妳]|活该|骂[得的]好|[该欠]骂|我[也就要想偏真]*[骂喷]|没骂错|说[得的]对|骂的就是/u

// Less than a third of the heaviest would still make a second witness.
const REPORTED_SHARE = 0.5

/** Texts that report insults, and texts that insult. */
export const INSULT_EXAMPLES = {
  reported: [
    '他被骂傻逼还在笑',
    '有人在微博骂她婊子，平台管不管',
    '法院判骂人王八蛋的赔两千',
    '辱骂球员全家死光，足协该管管',
    '老師當眾罵學生傻逼，家長報警了',
    '評論區有人罵記者狗雜種，看不下去',
    '婊子這個詞元雜劇裡就有',
    '“傻逼”一詞能不能上字幕',
  ],
  own: [
    '他被罵傻逼活該',
    '我就罵他傻逼',
    '罵的就是你這個傻逼',
    '你被人罵婊子不是沒道理',
    '傻逼，還敢罵人',
    '他是個傻逼',
    '你這個傻逼字都不認識',
  ],
} as const

// What is said of the word itself (婊子這個字古書裡就有).
const NAMED =
  /^["'()「」『』“”‘’]{0,2}(?:[这那]?(?:个|两个|三个|几个)?(?:字眼?|词儿?)|一词|[二两三]字)(?!母|幕|典|条|汇)/u
const MAX_NAMED = 6

/**
 * Halves the weight of insults that the text reports, for somebody else said them to somebody, or of which it speaks as words. Says so with the words by which it
 * was told, as the reader wrote them; the other hits stay as they are.
 */
export function quoteInsults(
  normalized: Normalized,
  hits: readonly Hit[],
): { readonly hits: readonly Hit[]; readonly finding: Finding | undefined } {
  if (!hits.some(isInsult) || !TELLING.test(normalized.text)) return { hits, finding: undefined }
  const clauses = clausesOf(normalized)
  const places = placesOf(normalized, hits)
  let sign: string | undefined
  const quoted = hits.map((hit, at) => {
    const place = places[at]
    const clause = place && clauses[clauseAt(clauses, place.start)]
    if (!isInsult(hit) || !clause || OWN.test(normalized.text.slice(clause.start, clause.end))) return hit
    const told = tellingOf(normalized.text, { place, from: clause.start })
    if (!told) return hit
    sign ??= originalSpan(normalized, told.start, told.end).text
    return { ...hit, weight: Math.round(hit.weight * REPORTED_SHARE * 1000) / 1000 }
  })
  if (sign === undefined) return { hits, finding: undefined }
  return { hits: quoted, finding: { rule: 'quoting', category: null, weight: 0, detail: { sign } } }
}

/** Finds what tells, before an insult in its clause or right behind it, that it is not said to anybody. */
function tellingOf(text: string, { place, from }: { readonly place: Place; readonly from: number }): Place | undefined {
  const start = Math.max(from, place.start - MAX_BEFORE)
  const told = INSULT.exec(text.slice(start, place.start))
  if (told) return { start: start + told.index, end: place.start }
  const named = NAMED.exec(text.slice(place.end, place.end + MAX_NAMED))
  return named ? { start: place.end, end: place.end + named[0].length } : undefined
}

const TELLING = /[骂喷叫喊辱暴字词]/u
// A clause that goes on longer says something else.
const MAX_BEFORE = 20

function isInsult({ category }: Hit): boolean {
  return INSULTING.has(category)
}
