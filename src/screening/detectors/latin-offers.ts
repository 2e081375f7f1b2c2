import type { Normalized } from '../../text/normalize.ts'
import type { Detector } from './detector.ts'

const GOODS =
  /\b(?:casinos?|slots?|jackpots?|free spins?|poker|betting|sportsbook|baccarat|roulette|lottery|viagra|cialis|escorts?|porn|nudes?|hookups?|payday|loans?|bitcoin|crypto|forex|trading signals?|passive income|side hustle|replicas?|followers|backlinks?|seo services?|essay writing|fake (?:id|passport|diploma)s?)\b/g
const CALL =
  /\b(?:click (?:here|now|the link|below)|sign up|register (?:now|today|here)|join (?:now|us|today|our)|(?:contact|dm|text|message|whatsapp|telegram|inbox) (?:me|us|now)|(?:buy|order|apply|visit|play|bet|call) (?:now|today|here|us)|no deposit|(?:welcome|sign-?up|deposit|online [a-z]+) bonus|bonus|free (?:trial|gift|spins?)|promo code|guaranteed|earn (?:money|up to|daily|\$?\d+)|make money|work from home|limited (?:time|offer)|best prices?|cheap|discounts?|link in (?:bio|profile))\b/g

const WORD = /[a-z]{2,}/g
const MIN_WORDS = 5
const HAN = /\p{Script=Han}/gu
const WEIGHT = 0.55

/** Offers in English that name the goods and call; the chat and the news of readers who write English do one of these. */
export const latinOffers: Detector = {
  name: 'latin-offer',
  isContact: false,
  detect({ text }: Normalized) {
    // Most texts have no Latin word, and most that have one have no goods.
    const goods = text.search(GOODS) < 0 ? undefined : [...text.matchAll(GOODS)]
    if (!goods) return []
    const calls = [...text.matchAll(CALL)].filter((call) => goods.some((one) => one[0] !== call[0]))
    const words = text.match(WORD)?.length ?? 0
    const [first] = [...goods, ...calls].sort((one, other) => one.index - other.index)
    if (!first || calls.length === 0 || words < MIN_WORDS || (text.match(HAN)?.length ?? 0) > words) return []
    return [{ start: first.index, end: first.index + first[0].length, category: 'ad_spam', weight: WEIGHT }]
  },
  examples: {
    hits: [
      'Top rated casino, welcome bonus for new players, join today',
      'Make money from home with bitcoin, DM me for details',
      'Cheap replica watches, best prices, order now',
      'Need a loan fast? Apply now, guaranteed approval',
    ],
    misses: [
      'good job!',
      'Thank you very much for this article',
      'The new casino law in Macau makes sense to me',
      'Bitcoin fell again today, nobody knows why',
      'I would not click the link, it looks like a scam',
      'bonus到手了，今年過年回家',
      '賭場casino的bonus是騙人的，click here那種別點',
    ],
  },
}
