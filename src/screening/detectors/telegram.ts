import { createContactSearch } from './contact-search.ts'
import type { Detector } from './detector.ts'

const NAME = '[a-z][a-z0-9_]{4,31}(?![a-z0-9_.])'
const BARE_HANDLE = new RegExp(`(?<![a-z0-9._@])@\\s?${NAME}`, 'g')
// A handle is how readers address each other too: it takes an offer beside it to make it a contact for sale.
const BARE_WEIGHT = 0.3

// Who says what the handle is for sells something; a name without a digit or a sign needs a colon after its label.
const INVITED =
  '(?:联系(?:方式|人|我)?|咨询|客服|业务|频道|对接|详情|洽谈|洽询|负责人|热线|商务|需要|点击|飞机|电报|纸飞机|(?<![a-z])tg|telegram)'
const INVITED_HANDLE = new RegExp(`${INVITED}[号群:是找\\s]{0,4}(?:@|艾特)\\s?${NAME}`, 'g')
const MESSENGER = '(?:飞机|纸飞机|电报|telegram|(?<![a-z])t[^a-z0-9\\u3400-\\u9fff]{0,2}g)'
// 「電報：telegram被罰」, 「飛機boeing737」: the makers of both.
const MAKER = '(?!(?:telegram|boeing|airbus|comac|embraer|durov|whatsapp|twitter|facebook)\\d{0,4}(?![a-z0-9_]))'
const NAMED = new RegExp(
  `${MESSENGER}[号群搜索联系是为艾特\\s]{0,4}(?:[:→]\\s{0,2}|(?=[a-z_]{3,20}\\d))${MAKER}[a-z][a-z0-9_]{4,31}(?![a-z0-9])`,
  'g',
)
const INVITED_WEIGHT = 0.6
// A name whose parts stand apart: 「紙飛機 @ xiao mei 99」.
const PARTED =
  /(?:纸飞机|电报|telegram|(?<![a-z])tg)[号群:\s]{0,3}@\s?[a-z][a-z0-9_]{1,11}(?:\s[a-z0-9_]{1,12}){1,3}(?![a-z0-9_])/g

/** Handles of Telegram and the like, alone and after the words by which senders invite to them. */
export const telegram: Detector = {
  name: 'handle',
  isContact: true,
  detect: createContactSearch(/[a-z][a-z0-9_]{4}|@\s?[a-z]/, [
    [INVITED_HANDLE, INVITED_WEIGHT],
    [NAMED, INVITED_WEIGHT],
    [PARTED, INVITED_WEIGHT],
    [BARE_HANDLE, BARE_WEIGHT],
  ]),
  examples: {
    hits: [
      '需要聯繫@KWTX308',
      '諮詢客服：@abc12345',
      '飛機：abcd660',
      '紙飛機搜索 abcd660',
      'ＴＧ：ａｂｃｄ６６０',
      'T.G：abcd⑥⑥⓪',
      'T G：abcd_77',
      'T*G：abc12345',
      '@ a b c d 6 6 0',
      '電報號：qwertyuiop',
      'TG艾特abcd660',
      '紙飛機 @ da bai 66',
    ],
    misses: [
      'mail@example.com',
      '@張三 說得好',
      '@abc',
      '飛機C919首飛',
      '飛機A320neo',
      '電報里說',
      'T-G比分100',
      '飛機是boeing公司的',
      '電報: telegram創始人被捕',
      '飞机 boeing737 max又出事',
      '艾特feichang123也沒用',
    ],
  },
}
