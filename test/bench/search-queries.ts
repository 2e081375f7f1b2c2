import type { SearchFilters } from '../../src/storage/search/conditions.ts'
import { normalize } from '../../src/text/normalize.ts'
import { searchFormOf, writtenForm } from '../../src/text/search-form.ts'

const saying = (text: string, isBySound = true): SearchFilters => ({ text: searchFormOf(normalize(text)), isBySound })
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000)

/** What moderators ask, the common and the rare; each is a page of 25. */
export function searches(moderatorId: string): readonly (readonly [string, SearchFilters])[] {
  const author = { authorName: writtenForm('網友777') }
  return [
    ['text, in every tenth comment: 我們', saying('我們')],
    ['text, of those written so: 我們', saying('我們', false)],
    ['text, rare: 加薇·信', saying('加薇·信')],
    ['text, not there: 魑魅魍魎', saying('魑魅魍魎')],
    ['text, a sentence', saying('更盼著公交也能通到開發區')],
    ['text, one character: 滾', saying('滾', false)],
    ['text, the commonest character: 的', saying('的', false)],
    ['text, two months ago: 我們', { ...saying('我們'), to: daysAgo(60) }],
    ['text and status: 我們, removed', { ...saying('我們'), status: 'removed' }],
    ['text and author: 我們', { ...saying('我們'), ...author }],
    ['text and category: 的, threat', { ...saying('的', false), category: 'threat' }],
    ['everything', {}],
    ['entry', { entry: '加微信' }],
    ['rule', { entry: 'wordlist:ad_spam' }],
    ['author by name', author],
    ['author by id', { readerId: '00000000-0000-0000-0000-000000000309' }],
    ['article', { articleIds: ['article-500'] }],
    ['status published', { status: 'published' }],
    ['status rejected', { status: 'rejected' }],
    ['status removed', { status: 'removed' }],
    ['status held, of which there are none', { status: 'held' }],
    ['queue of appeals, of which there are none', { queue: 'appeals' }],
    ['category, the commonest', { category: 'ad_spam' }],
    ['category, rare', { category: 'threat' }],
    ['suspected', { suspected: 'ad_spam' }],
    ['verdict', { verdict: 'hold' }],
    ['moderator', { moderatorIds: [moderatorId] }],
    ['moderator and status', { moderatorIds: [moderatorId], status: 'rejected' }],
    ['author and moderator', { ...author, moderatorIds: [moderatorId] }],
    ['a week of a month ago', { from: daysAgo(37), to: daysAgo(30) }],
  ]
}
