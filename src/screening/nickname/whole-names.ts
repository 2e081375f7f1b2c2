import type { Detector } from '../detectors/detector.ts'
import type { CategoryCode } from '../taxonomy.ts'

/** Names that say nothing but this, give or take signs; within a longer name the same words are anybody's. */
export const WHOLE_NAMES: readonly Detector[] = [
  whole({
    name: 'name-call',
    said: /(?:快来|来|快)?[点戳约找]我(?:吧|呀|哦)?/u,
    category: 'ad_spam',
    weight: 0.35,
    examples: {
      hits: ['戳我', '點我', '约我~', '找我', '★點我★', '快來點我吧'],
      misses: ['點我幹嘛', '別找我', '你來找我玩', '找我的貓', '我'],
    },
  }),
  whole({
    name: 'name-messenger',
    said: /[伟威徽薇微][信心芯](?:号|同号)?/u,
    category: 'ad_spam',
    weight: 0.35,
    examples: { hits: ['伟信', '威❤心', '微信號'], misses: ['陳偉信', '微信用戶', '雲南威信', '微'] },
  }),
  whole({
    name: 'name-office',
    said: /系统|system|root|管理|后台|本站|网管/u,
    category: 'impersonation',
    weight: 0.5,
    examples: {
      hits: ['系統', 'System', '【系统】', 'ROOT'],
      misses: ['系統工程師', '操作系統', 'ecosystem', '太陽系統帥', 'rooted', '管理學生'],
    },
  }),
]

interface Rule extends Pick<Detector, 'name' | 'examples'> {
  readonly said: RegExp
  readonly category: CategoryCode
  readonly weight: number
}

function whole({ name, examples, said, category, weight }: Rule): Detector {
  const pattern = new RegExp(`^([^\\p{L}\\p{N}]*)(${said.source})[^\\p{L}\\p{N}]*$`, 'u')
  return {
    name,
    isContact: false,
    detect({ text }) {
      const [, before = '', words] = pattern.exec(text) ?? []
      if (words === undefined) return []
      return [{ start: before.length, end: before.length + words.length, category, weight }]
    },
    examples,
  }
}
