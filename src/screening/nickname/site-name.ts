import { normalize } from '../../text/normalize.ts'
import type { Detector } from '../detectors/detector.ts'
import { isClaimed } from './claims.ts'

// 運河新聞 claims to be 運河新聞網.
const SUFFIX = /(?:在线|网站|网|站)$/
const REST = /^(?:在线|网站|网|站)/
const MIN_UNITS = 3

// 【運河新聞網】 and 我是運河新聞網 begin with it, 愛看運河新聞網 does not.
const OPENING = /^[^\p{L}\p{N}]*(?:我是|本|官方)?[^\p{L}\p{N}]*$/u

// A site called "sun" is not claimed by Sunny.
const LETTERS = /^[a-z]{2}$/

// 聊城 is a town before it is a site: its people may carry its name.
const TWO_HAN = /^\p{Script=Han}{2}$/u
const OFFICE = /^[^\p{L}\p{N}]*(?:官方|官微|官号|编辑|小编|主编|总编|客服|记者|站长|管理|在线|网|站)/u

const WEIGHT = 0.6

/** Returns a detector of names that begin with the site's own, or with what is left of it without 網 or 站. */
export function siteNameDetector(siteName: string): Detector {
  const full = normalize(siteName).text.trim()
  const short = full.replace(SUFFIX, '')
  const names = [full, ...(short.length >= MIN_UNITS ? [short] : [])].filter((one) => one.length > 1)
  return {
    name: 'site-name',
    isContact: false,
    detect({ text }) {
      const taken = names.find((one) => takes(text, one))
      if (taken === undefined) return []
      const start = text.indexOf(taken)
      return [{ start, end: start + taken.length, category: 'impersonation', weight: WEIGHT }]
    },
    examples: {
      hits: names.flatMap((one) => [`${one}官方`, `【${one}】客服`, `本${one}编辑`]),
      misses: names.flatMap((one) => [`爱看${one}`, `不是${one}`, `${one}老读者`, `${one}的读者`]),
    },
  }
}

function takes(text: string, name: string): boolean {
  const start = text.indexOf(name)
  const end = start + name.length
  if (start < 0 || !OPENING.test(text.slice(0, start))) return false
  if (LETTERS.test(text.slice(start - 1, start + 1)) || LETTERS.test(text.slice(end - 1, end + 1))) return false
  const after = text.slice(end)
  const isOffice = !TWO_HAN.test(name) || OFFICE.test(after)
  // 運河新聞網友 is no more the site for 運河新聞 than for 運河新聞網.
  const whole = end + (REST.exec(after)?.[0].length ?? 0)
  return isOffice && isClaimed(text, { category: 'impersonation', start, end: whole })
}
