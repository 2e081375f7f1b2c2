import { type Normalized, normalize } from '../../text/normalize.ts'
import { restore } from '../../text/restore.ts'

/** A text as it was normalized, and with its pictures read aloud and its split characters joined where it has any. */
export interface Reading {
  readonly normalized: Normalized
  readonly restored: Normalized | undefined
}

/** Reads a text again with marks in place of emote codes, names of readers and links; the same reading where it has none. */
export function readingForModel(reading: Reading): Reading {
  const { original } = reading.normalized
  const marked = putMarks(original)
  if (marked === original) return reading
  const normalized = normalize(marked)
  return { normalized, restored: restore(normalized) }
}

// Letters that no reader of these pages writes, for whatever is no letter is dropped between Han.
const MARKS = { emote: 'ᐁ', reader: 'ᐃ', link: 'ᐅ', cheapLink: 'ᐊ' } as const

/**
 * Puts one mark for each row of emote codes (`[比心][比心]`, `[em]e163[/em]`, `/玫瑰`), each `@name` and each link: what an
 * emote is called, who is spoken to and what a video is numbered say nothing of what a comment is. Links keep whether
 * their name is one of those that cost next to nothing; what the rules think of an address is a feature of its own.
 */
export function putMarks(text: string): string {
  if (!MARKABLE.test(text)) return text
  return text
    .replace(LINK, (link) => (CHEAP.test(link) ? MARKS.cheapLink : MARKS.link))
    .replace(EMOTES, MARKS.emote)
    .replace(READER, MARKS.reader)
}

const MARKABLE = /[[@./／＠]/

const LINK =
  /https?:\/\/[\w.:-]+(?:[/?#][\w./?#=&%~:+-]*)?|(?<![\w@.-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|cn|net|org|gov|edu|tv|cc|top|vip|xyz|icu|sbs|club|site|online|win|bet|fun|shop|live|app|io|me|hk|tw)(?![\w-])(?:[/?#][\w./?#=&%~:+-]*)?/gi

const CHEAP =
  /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)*\.(?:cc|top|vip|xyz|icu|sbs|club|site|online|win|bet|fun|shop|live)(?![\w-])/i

// Names under which the messengers of Tencent send their faces as text.
const FACES =
  '微笑|撇嘴|发呆|得意|流泪|害羞|大哭|尴尬|发怒|调皮|呲牙|惊讶|难过|偷笑|可爱|白眼|傲慢|困|惊恐|憨笑|奋斗|疑问|晕|敲打|再见|抠鼻|鼓掌|坏笑|鄙视|委屈|亲亲|可怜|玫瑰|凋谢|爱心|心碎|强|弱|握手|抱拳|笑哭|汪汪|捂脸|奸笑|机智|比心|期待|庆祝|蛋糕|咖啡|太阳|月亮|拥抱|赞|胜利'

const EMOTES = new RegExp(
  `(?:(?:\\[em\\]e?\\d+\\[/em\\]|\\[[\\p{L}\\p{N}_]{1,10}\\]|/(?:${FACES})(?!\\p{Script=Han}))\\s*)+`,
  'gu',
)

// A name of Han goes as far as six of them, and nothing else may follow it: else it would hide a sentence.
const READER = /(?<![\w.])[@＠](?:[\w.-]{2,30}|\p{Script=Han}{1,6}[\w.-]{0,20}(?=[\s:：,，@]|$))/gu
