import { EVASIVE_FOLDS, foldNames } from '../text/folds/fold.ts'
import { type Normalized, originalSpan } from '../text/normalize.ts'
import type { Detection } from './detectors/detector.ts'
import type { Finding, Hit } from './evidence.ts'
import { type Policy, type Threshold, thresholdOf } from './policy.ts'
import type { CategoryCode } from './taxonomy.ts'

/** How a text speaks of what is sold: it offers, it names what others offer, or it plainly reports or warns of it. */
export type Speech = 'offer' | 'mention' | 'report'

const RULES = { mention: 'mentioning', report: 'reporting' } as const

const SOLD: ReadonlySet<CategoryCode> = new Set(['porn', 'gambling', 'fraud', 'illegal_trade', 'ad_spam'])

const SIGN = new RegExp(
  [
    '骗局|骗术|(?<!不是|没有|拒绝|[不非无防没])(?:骗子|骗人|诈骗)(?!勿|绕|滚|别|请|死|走|远)|[被受]骗|骗[了走光]|上当|杀猪盘',
    '坑[人死]|害[死人了]|(?<![不没])被.{0,4}(?:抓|端|判|查|捕|拘|打掉|捣毁|曝光|罚|起诉)|抓[获了捕]|落网|判[刑了决处几]|获刑|入狱|坐牢|输光|欠[了债下]|倾家荡产|家破人亡|戒赌',
    '(?<!被)举报|报[警案](?!告)|警方|公安|民警|网警|警察|派出所|检察|法院|刑警|反诈|防骗|电诈',
    '打掉|捣毁|破获|查[获处封]|严[查打惩管]|打击|取缔|整治|谨防|当心|警惕|提防|别信|千万别|不要.?轻?信|(?<!不)(?:违法|犯法|犯罪)',
    '广告满|满天飞|小广告|小卡片|牛皮癣|弹窗|泛滥|没人管|不管管?[?？!。,]|平台不管|新闻[里上说也]|报道|记者|[写印贴喷]着',
  ].join('|'),
  'u',
)

// The call of an advertisement: whoever is to be reached does not merely report.
const CALL =
  /(?<![让叫要]我?|["“「『])[加佳伽嘉][我微薇威v]|[加扣]q|私[我聊信]|[联聯][系係](?:我|方式)|滴滴|滴我|(?<!别来?)找我(?![妈爸们的家要])|扣[1一]|有意(?:的|者)|需要的/u
// What is worth less is a mention of somebody or a source, no way to reach the sender.
const CONTACT_WEIGHT = 0.3

/**
 * Says that a text reports, warns or quotes, where anything in it is sold; `undefined` where a contact stands beside it,
 * for then it sells whatever it says. Spammers who add such words gain a moderator's eye and nothing else. The sign by which
 * it was told is shown as the reader wrote it.
 */
export function reportingFinding(
  normalized: Normalized,
  hits: readonly Hit[],
  contacts: readonly Detection[],
): Finding | undefined {
  const sold = hits.filter(({ category }) => SOLD.has(category))
  if (sold.length === 0 || contacts.some(({ weight }) => weight > CONTACT_WEIGHT)) return undefined
  const { text, original } = normalized
  const sign = SIGN.exec(text)
  const isPlain = sold.every(({ folds }) => folds.every((fold) => !EVASIVE.has(fold)))
  if (sign) {
    const written = originalSpan(normalized, sign.index, sign.index + sign[0].length).text
    return state(isPlain && !CALL.test(text) ? 'report' : 'mention', written)
  }
  const quoted = sold.find((hit) => isQuoted(original, hit))
  return quoted && state('mention', quoted.text)
}

// Who hides what he says has more in mind than a report.
const EVASIVE: ReadonlySet<string> = new Set(foldNames(EVASIVE_FOLDS))

function state(speech: keyof typeof RULES, sign: string): Finding {
  return { rule: RULES[speech], category: null, weight: 0, detail: { sign } }
}

const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['"', '"'],
]
// A quotation is a phrase, not the whole advertisement.
const QUOTED_UNITS = 12

function isQuoted(original: string, { start, end }: Hit): boolean {
  const before = original.slice(Math.max(0, start - QUOTED_UNITS), start)
  const after = original.slice(end, end + QUOTED_UNITS)
  return QUOTES.some(
    ([open, close]) =>
      before.lastIndexOf(open) > before.lastIndexOf(close, open === close ? -1 : undefined) && after.includes(close),
  )
}

/** Reads from the findings how a text speaks; without any it offers. */
export function speechOf(findings: readonly Finding[]): Speech {
  if (findings.some(({ rule }) => rule === RULES.report)) return 'report'
  return findings.some(({ rule }) => rule === RULES.mention) ? 'mention' : 'offer'
}

/** Tells whether a category is of what is sold: of these, reports are taken for what they are. */
export function isSold(category: CategoryCode): boolean {
  return SOLD.has(category)
}

/**
 * Returns the thresholds for a text that speaks so: no report and no mention is ever refused without a person, and a report
 * waits for one only from where an offer is refused.
 */
export function thresholdFor(policy: Policy, category: CategoryCode, speech: Speech): Threshold {
  const { hold, block } = thresholdOf(policy, category)
  if (speech === 'offer' || !SOLD.has(category)) return { hold, block }
  return { hold: speech === 'report' ? (block ?? hold) : hold, block: null }
}

/** Texts without a contact, by how they speak. */
export const SPEECH_EXAMPLES: Readonly<Record<Speech, readonly string[]>> = {
  report: [
    '真人百家樂就是騙局',
    '網上真人百家乐害死人',
    '百家樂開戶窩點被端',
    '反詐宣傳：註冊送彩金都是騙局',
    '反诈宣传：注册送彩金都是骗局',
    '同城约炮的广告满天飞，平台不管？',
    '代開發票被抓，活該',
    '代写论文这种事该严查',
    '黑户可贷？全是骗子',
    '兼職刷單都是騙人的',
    '警方打掉一跑分洗钱团伙，抓获卡农、卡商20人',
    '騙子讓我加微信轉帳，還好沒信',
    '我表哥玩百家乐欠了一百万',
  ],
  mention: [
    '“快餐包夜”的卡片又塞進門縫',
    '门口那块牌子是「刻章办证」',
    '真*人百家樂就是騙局',
    '真人百家樂不騙錢，舉報的別找我，加我',
  ],
  offer: [
    '真人百家樂，註冊送彩金',
    '代开发票，不是骗子',
    '骗子勿扰，刻章办证',
    '國產精品 人妻',
    '真人百家乐都是骗局，加QQ 738291640',
    '刻章办证不是骗局，微信 hdk8821',
    '真人百家樂被抓，看 www.k7m2.top',
  ],
}
