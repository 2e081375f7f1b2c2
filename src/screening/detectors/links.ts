import { LinkifyIt } from 'linkify-it'
import { parse } from 'tldts'
import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'

// Without a scheme only these count as links: v1.so, main.rs and 3.is are no addresses, and nobody buys them to advertise.
const BARE_TLDS = (
  'com net org cn cc top vip xyz me tv info club shop site online app live pro fun icu asia link work wang ltd co hk tw ' +
  'bet win biz ink red pw tk ml cf gq la mobi store tech space website cyou buzz art group'
).split(' ')

const linkify = new LinkifyIt({ fuzzyLink: true }).tlds(BARE_TLDS)

// Labels parted by a dot in any disguise, an optional port and path. Each part is bounded, so the search stays linear.
const CANDIDATE =
  /(?:h(?:tt|xx)ps?[:\s]{0,2}\/{0,2})?[a-z0-9][a-z0-9-]{0,62}(?:\s{0,4}["“”'(（【[{<]?(?:[.。。·]|[点典]|dot)["“”')）】\]}>]?\s{0,4}[a-z0-9-]{1,63}){1,6}(?::\d{1,5})?(?:[/?#][\x21-\x7e]{0,300})?/g

const DISGUISED_DOT = /\s{0,4}["“”'(（【[{<]?(?:[.。。·]|[点典]|dot)["“”')）】\]}>]?\s{0,4}/g

// 「http : / / cce7 . t o p」: a scheme in pieces, then letters one by one.
const SPACED =
  /(?<![a-z0-9])h(?:tt|xx)ps?(?=[\s:/]{3,10})\s{0,2}:\s{0,2}\/?\s{1,2}\/\s{0,2}[a-z0-9](?:\s?[a-z0-9-]){1,40}?\s{0,2}[.点]\s{0,2}(?:[a-z]{2,8}|[a-z](?:\s[a-z]){1,5})(?![a-z0-9])/g

// The end of a label and the dot after it.
const DOTTED = /[a-z0-9-]\s{0,4}["“”'(（【[{<]?(?:[.。·点典]|dot)/

/** Addresses, also spelled 「cce7 點 top」, 「www。xx。com」 or 「hxxp」. */
export const links: Detector = {
  name: 'link',
  isContact: true,
  detect: ({ text }: Normalized) => {
    if (!DOTTED.test(text)) return []
    const found: Detection[] = []
    const weights = new Map<string, number>()
    for (const match of [...text.matchAll(CANDIDATE), ...text.matchAll(SPACED)]) {
      const weight = weights.get(match[0]) ?? weighAddress(match[0])
      weights.set(match[0], weight)
      if (weight > 0) {
        found.push({ start: match.index, end: match.index + match[0].length, category: 'ad_spam', weight })
      }
    }
    return found
  },
  examples: {
    hits: [
      'https://k7m2.com:7443/pLu',
      '瀏覽器打開 cce7 點 top',
      'www。abc123。com',
      'hxxp://abc.xyz/a',
      '複製q83kd.top到瀏覽器',
      'ｗｗｗ．ａｂｃ．ｃｏｍ',
      't.me/abcdef',
      'cce7[.]top',
      'cce7[点]top',
      'cce7【點】top',
      'hxxps://cce7[.]top/a',
      'h t t p : / / c c e 7 . t o p',
    ],
    misses: [
      '增長6.4%，占比39.5%',
      '版本v1.2.3發布',
      '下午3點20分到站',
      '我覺得...不太好',
      'main.rs和index.html',
      '見www.gov.cn公告',
      'https://udn.com/news/story/7320/12',
      '明報 https://news.mingpao.com/pns 也這樣寫',
      'www.bbc.com/zhongwen/simp',
      'https://www.reuters.com/world/a',
      'item.jd.com/10.html',
      '5點com',
      '有兩點：1.pro有五倍，2.手感輕',
      '大約2點左右',
      '看[1.2]top榜',
      'http : / / 打不開',
    ],
  },
}

// Authorities and universities by suffix; newsrooms and public platforms, whose pages readers quote, by name.
const UNSUSPECTED = new Set(
  (
    'gov.cn edu.cn gov.hk gov.tw edu.tw edu.hk b23.tv bilibili.com weibo.com weibo.cn zhihu.com youtube.com youtu.be wikipedia.org ' +
    'cctv.com cntv.cn people.com.cn people.cn xinhuanet.com news.cn thepaper.cn chinanews.com qq.com 163.com sina.com.cn sohu.com ' +
    'baidu.com douban.com ifeng.com battle.net jd.com taobao.com tmall.com 12306.cn huanqiu.com guancha.cn jiemian.com caixin.com yicai.com ' +
    'nba.cn nba.com apple.com microsoft.com who.int un.org reuters.com apnews.com bbc.com bbc.co.uk nytimes.com ' +
    'cnn.com theguardian.com wsj.com ft.com ftchinese.com bloomberg.com dw.com rfi.fr nikkei.com nhk.or.jp yna.co.kr zaobao.com zaobao.com.sg ' +
    'udn.com cna.com.tw ltn.com.tw chinatimes.com ettoday.net setn.com tvbs.com.tw pts.org.tw storm.mg ctee.com.tw cw.com.tw ' +
    'rthk.hk mingpao.com hk01.com hket.com stheadline.com scmp.com now.com on.cc tvb.com wenweipo.com takungpao.com orangenews.hk ' +
    'weather.com.cn fifa.com olympics.com'
  ).split(' '),
)

// A link in a comment waits for a person to open it; one to an authority or a newsroom is most often a source.
const LINK_WEIGHT = 0.55
const SOURCE_WEIGHT = 0.2

function weighAddress(candidate: string): number {
  const plain = candidate
    .replace(DISGUISED_DOT, '.')
    .replace(/\s/g, '')
    .replace(/^hxxp/, 'http')
    .replace(/^(https?)[:\s]*\/*/, '$1://')
  if (!linkify.test(plain)) return 0
  const url = linkify.match(plain)?.[0]?.url ?? ''
  const { domain, publicSuffix, isIcann, isIp } = parse(url)
  if (isIp) return LINK_WEIGHT
  if (!domain || !isIcann || !publicSuffix) return 0
  const label = domain.slice(0, -publicSuffix.length - 1)
  // 「5點com」, and 「1.pro有五倍」 in a list of points.
  if (/^\d+$/.test(label) && ((label.length < 3 && publicSuffix !== 'com') || /[点典]/.test(candidate))) return 0
  return UNSUSPECTED.has(publicSuffix) || UNSUSPECTED.has(domain) ? SOURCE_WEIGHT : LINK_WEIGHT
}
