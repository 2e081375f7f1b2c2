import { describe, expect, test } from 'vitest'
import type { CommentPage, OwnComment, PublicComment } from '../../src/http/reader/schemas.ts'
import type { Found } from '../../src/widget/api.ts'
import type { Answer } from '../../src/widget/ask.ts'
import { loadMore, loadReplies, open } from '../../src/widget/further-pages.ts'
import { refreshCount } from '../../src/widget/news.ts'
import type { SignedApi } from '../../src/widget/own-api.ts'
import { ownReplies, pinnedOwn } from '../../src/widget/own-snapshot.ts'
import { pollWhileVisible } from '../../src/widget/poll.ts'
import type { Problem } from '../../src/widget/problem.ts'
import { listedReplies, repliesLeft, repliesOf } from '../../src/widget/replies.ts'
import { SignedThread } from '../../src/widget/signed-thread.ts'
import { arrivedCount, listed } from '../../src/widget/snapshot.ts'
import type { Reader } from '../../src/widget/token.ts'

const AT = '2026-03-18T00:00:00.000Z'

function published(id: string): PublicComment {
  const place = { ipRegion: null, gone: null, thread: null, replyTo: null, replies: 0, likes: 0 }
  return {
    id,
    article: 'a',
    text: id,
    lang: null,
    author: { name: '網友', badge: null, key: null },
    createdAt: AT,
    publishedAt: AT,
    editedAt: null,
    ...place,
  }
}

const UNAPPEALED = { appeal: null, appealUntil: null, appealHours: null, editableUntil: null }

function own(id: string, status: OwnComment['status']): OwnComment {
  const { publishedAt, gone: _gone, replies: _replies, likes: _likes, author, ...comment } = published(id)
  return {
    ...comment,
    author: { name: author.name },
    status,
    publishedAt: status === 'published' ? publishedAt : null,
    waiting: null,
    notice: null,
    ...UNAPPEALED,
  }
}

function page(ids: readonly string[], total: number, nextCursor: string | null = null): CommentPage {
  return { comments: ids.map(published), total, mode: 'pre', slowSeconds: 0, note: null, nextCursor }
}

/** A service whose answers the test sets; what it is asked is written down. */
class Service implements SignedApi {
  readonly token = ''
  readonly language = 'zh-Hant'
  readonly article = 'a'
  at(path: string): URL {
    return new URL(path, 'https://service.example')
  }
  pages = new Map<string, CommentPage>([['newest:', page([], 0)]])
  mine: OwnComment[] = []
  published = 0
  likes: string[] = []
  problem: Problem | undefined
  asked: string[] = []

  list(sort: string, cursor: string | null) {
    return this.answer(`list ${sort}`, this.pages.get(`${sort}:${cursor ?? ''}`)!)
  }
  /** Replies, a comment that is linked to, or a count. */
  async read<Value>(path: string): Promise<Found<Value>> {
    const { pathname, searchParams } = new URL(path, 'https://service.example')
    const [, kind, id = '', isReplies] = pathname.split('/').slice(1)
    if (kind === 'counts') return this.answer('count', { counts: { a: this.published } } as Value)
    if (!isReplies) {
      const comment = { ...published(id), thread: id === 'reply' ? '5' : null }
      return this.answer(`find ${id}`, { comment, cursor: 'link' } as Value)
    }
    const { comments, nextCursor } = this.pages.get(`${id}:${searchParams.get('cursor') ?? ''}`)!
    return this.answer(`replies ${id}`, { replies: comments, nextCursor } as Value)
  }
  async send(): Promise<Response> {
    throw new Error('Nothing is sent past `ask`.')
  }
  liked() {
    return this.answer('liked', { comments: this.likes })
  }
  like(id: string, isLiked: boolean) {
    return this.answer(`${isLiked ? 'like' : 'unlike'} ${id}`, { likes: isLiked ? 5 : 4, isLiked })
  }
  own() {
    return this.answer('own', { comments: this.mine, sanctions: [], nextCursor: null })
  }
  post() {
    return this.answer('post', own('new', 'held'))
  }
  preview() {
    const said = { category: null, categoryName: null, message: null, phrases: [] }
    return this.answer('preview', { verdict: 'pass' as const, ...said })
  }
  withdraw(id: string) {
    return this.answer(`withdraw ${id}`, null)
  }
  /** What the tests of this file say nothing of is not written down. */
  async ask<Value>(path: string): Promise<Answer<Value>> {
    if (this.problem) return { ok: false, problem: this.problem }
    return { ok: true, value: (path === '/v1/me/blocks' ? { blocks: [] } : this.edited) as Value }
  }
  edited: OwnComment | undefined
  private async answer<Value>(asked: string, value: Value): Promise<Answer<Value>> {
    this.asked.push(asked)
    return this.problem ? { ok: false, problem: this.problem } : { ok: true, value }
  }
}

async function openThread(service: Service, standing: Reader['standing'] = 'ready'): Promise<SignedThread> {
  const thread = new SignedThread({ article: 'a', sort: 'newest', store: undefined, onChange: () => {} })
  thread.connect(service, () => standing)
  await settled(() => thread.snapshot.phase === 'ready')
  return thread
}

async function settled(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(setImmediate)
}

describe('the list', () => {
  test('is shown together with the own comments', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1', '2'], 2))
    service.mine = [own('h', 'held'), own('1', 'published'), own('w', 'withdrawn')]
    const thread = await openThread(service)
    expect(pinnedOwn(thread.snapshot).map(({ id }) => id)).toEqual(['h'])
    expect(listed(thread.snapshot).map(({ id }) => id)).toEqual(['1', '2'])
  })

  test('shows nothing twice when a comment moves over the page boundary', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1', '2'], 4, 'c'))
    service.pages.set('newest:c', page(['2', '3', '4'], 4))
    const thread = await openThread(service)
    expect(await loadMore(thread)).toBe(2)
    expect(listed(thread.snapshot).map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
    expect(await loadMore(thread)).toBe(0)
  })

  test('stays when the next page cannot be had, and says so', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 4, 'c'))
    const thread = await openThread(service)
    service.problem = { kind: 'offline' }
    await loadMore(thread)
    expect(thread.snapshot.missing).toBe('more')
    expect(listed(thread.snapshot)).toHaveLength(1)
  })

  test('says that it could not be loaded', async () => {
    const service = new Service()
    service.problem = { kind: 'offline' }
    expect((await openThread(service)).snapshot.missing).toBe('list')
  })

  test('is the last one asked for when two orders are asked for at once', async () => {
    const service = new Service()
    service.pages.set('oldest:', page(['9'], 1))
    const thread = await openThread(service)
    await Promise.all([thread.load('newest'), thread.load('oldest')])
    expect(thread.snapshot.sort).toBe('oldest')
    expect(listed(thread.snapshot).map(({ id }) => id)).toEqual(['9'])
  })
})

describe('a link to a comment', () => {
  test('opens the page that begins with its thread, down to the reply', async () => {
    const service = new Service()
    service.pages.set('newest:link', page(['5', '4'], 9))
    service.pages.set('5:', page(['a', 'b'], 9, 'c'))
    service.pages.set('5:c', page(['reply'], 9))
    const thread = new SignedThread({
      article: 'a',
      sort: 'oldest',
      begin: (it) => open(it, 'reply'),
      store: undefined,
      onChange: () => {},
    })
    thread.connect(service, () => 'signed_out')
    await settled(() => thread.snapshot.linked !== null)
    expect(thread.snapshot).toMatchObject({ isFromLink: true, sort: 'newest', linked: { id: 'reply', isFound: true } })
    expect(listed(thread.snapshot).map(({ id }) => id)).toEqual(['5', '4'])
    service.asked = []
    await open(thread, '4')
    expect([service.asked, thread.snapshot.linked]).toEqual([[], { id: '4', isFound: true }])
    service.pages.set('newest:', page(['9'], 9))
    await thread.load('newest')
    expect(thread.snapshot.isFromLink).toBe(false)
  })

  test('that nobody can read leaves the list as it is', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 1))
    const thread = await openThread(service)
    service.problem = { kind: 'refused', code: 'comment_unknown', message: '' }
    await open(thread, 'gone')
    expect(thread.snapshot.linked).toEqual({ id: 'gone', isFound: false })
    expect(listed(thread.snapshot)).toHaveLength(1)
    service.problem = undefined
    await thread.load('newest')
    expect(thread.snapshot.linked).toBeNull()
  })

  test('that stands under another article leaves the list as it is', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 1))
    const thread = new SignedThread({ article: 'another', sort: 'newest', store: undefined, onChange: () => {} })
    thread.connect(service, () => 'signed_out')
    await settled(() => thread.snapshot.phase === 'ready')
    service.asked = []
    await open(thread, 'elsewhere')
    expect(service.asked).toEqual(['find elsewhere'])
    expect(thread.snapshot).toMatchObject({ isFromLink: false, linked: { id: 'elsewhere', isFound: false } })
  })
})

describe('likes', () => {
  test('are shown at once, put right by the answer, and taken back', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 1))
    const thread = await openThread(service)
    await settled(() => service.asked.includes('liked'))
    const going = thread.toggleLike('1')
    expect([thread.snapshot.liked, thread.snapshot.comments[0]?.likes]).toEqual([['1'], 1])
    expect(await going).toBe(true)
    expect(thread.snapshot.comments[0]?.likes).toBe(5)
    expect(await thread.toggleLike('1')).toBe(true)
    expect([thread.snapshot.liked, thread.snapshot.comments[0]?.likes]).toEqual([[], 4])
    expect(service.asked.slice(-2)).toEqual(['like 1', 'unlike 1'])
  })

  test('that did not go through are not shown', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 1))
    const thread = await openThread(service)
    service.problem = { kind: 'offline' }
    expect(await thread.toggleLike('1')).toBe(false)
    expect([thread.snapshot.liked, thread.snapshot.comments[0]?.likes]).toEqual([[], 0])
  })

  test('of before are known again', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 1))
    service.likes = ['1']
    const thread = await openThread(service)
    await settled(() => thread.snapshot.liked.length === 1)
    expect(thread.snapshot.liked).toEqual(['1'])
  })
})

describe('replies', () => {
  test('come when they are asked for, page by page, and go with the list', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 4))
    service.pages.set('1:', page(['a', 'b'], 3, 'c'))
    service.pages.set('1:c', page(['b', 'd'], 3))
    const thread = await openThread(service)
    expect(await loadReplies(thread, '1')).toBe(2)
    expect(repliesLeft(thread.snapshot, { ...published('1'), replies: 3 })).toBe(1)
    expect(await loadReplies(thread, '1')).toBe(1)
    expect(listedReplies(thread.snapshot, '1').map(({ id }) => id)).toEqual(['a', 'b', 'd'])
    expect(repliesLeft(thread.snapshot, { ...published('1'), replies: 3 })).toBe(0)
    expect(await loadReplies(thread, '1')).toBe(0)
    await thread.load('newest')
    expect(listedReplies(thread.snapshot, '1')).toEqual([])
  })

  test('that are one’s own stand in their thread where it is shown, else above the list', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 1))
    const reply = (id: string, to: string) => ({ ...own(id, 'held'), thread: to, replyTo: { id: to, name: '網友' } })
    service.mine = [reply('here', '1'), reply('elsewhere', '9')]
    const thread = await openThread(service)
    expect(ownReplies(thread.snapshot, '1').map(({ id }) => id)).toEqual(['here'])
    expect(pinnedOwn(thread.snapshot).map(({ id }) => id)).toEqual(['elsewhere'])
  })

  test('stay when what they answer is withdrawn', async () => {
    const service = new Service()
    service.pages.set('newest:', {
      ...page(['1', '2'], 3),
      comments: [{ ...published('1'), replies: 1 }, published('2')],
    })
    service.mine = [own('1', 'published'), own('2', 'published')]
    const thread = await openThread(service)
    await thread.withdraw('1')
    await thread.withdraw('2')
    expect(listed(thread.snapshot)).toMatchObject([{ id: '1', gone: 'withdrawn', text: '', author: { name: '' } }])
    expect(thread.snapshot.total).toBe(1)
  })

  test('that cannot be had can be asked for again', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 2))
    service.pages.set('1:', page(['a'], 2))
    const thread = await openThread(service)
    service.problem = { kind: 'offline' }
    expect(await loadReplies(thread, '1')).toBe(0)
    expect(repliesOf(thread.snapshot, '1')).toMatchObject({ hasFailed: true, isBusy: false })
    service.problem = undefined
    expect(await loadReplies(thread, '1')).toBe(1)
    expect(repliesOf(thread.snapshot, '1').hasFailed).toBe(false)
  })
})

describe('new comments', () => {
  test('are counted against what was loaded', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 1))
    const thread = await openThread(service)
    service.published = 4
    await refreshCount(thread)
    expect(arrivedCount(thread.snapshot)).toBe(3)
    service.pages.set('newest:', page(['4', '3', '2', '1'], 4))
    await thread.load('newest')
    expect(arrivedCount(thread.snapshot)).toBe(0)
  })

  test('do not include what the reader has just published', async () => {
    const service = new Service()
    const thread = await openThread(service)
    thread.sent(own('mine', 'published'))
    service.published = 1
    await refreshCount(thread)
    expect(arrivedCount(thread.snapshot)).toBe(0)
    expect(thread.snapshot.total).toBe(1)
  })

  test('do not include the own comment that a moderator has just published', async () => {
    const service = new Service()
    service.mine = [own('h', 'held')]
    const thread = await openThread(service)
    service.mine = [own('h', 'published')]
    service.published = 1
    await refreshCount(thread)
    expect(arrivedCount(thread.snapshot)).toBe(0)
    expect(thread.snapshot.fresh).toEqual([{ id: 'h', from: 'held' }])
    expect(pinnedOwn(thread.snapshot).map(({ status }) => status)).toEqual(['published'])
  })
})

describe('own comments', () => {
  test('are asked for again only while one is held', async () => {
    const service = new Service()
    const thread = await openThread(service)
    service.asked = []
    await thread.refreshHeld()
    expect(service.asked).toEqual([])
    thread.sent(own('h', 'held'))
    await thread.refreshHeld()
    expect(service.asked).toEqual(['own'])
  })

  test('count once when a retry is answered twice', async () => {
    const thread = await openThread(new Service())
    thread.sent(own('1', 'published'))
    thread.sent(own('1', 'published'))
    expect(thread.snapshot.total).toBe(1)
    expect(pinnedOwn(thread.snapshot)).toHaveLength(1)
  })

  test('stand on top when the retry shows that the first attempt had arrived', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1'], 1))
    service.mine = [own('1', 'published')]
    const thread = await openThread(service)
    thread.sent(own('1', 'published'))
    expect(thread.snapshot.total).toBe(1)
    expect(pinnedOwn(thread.snapshot).map(({ id }) => id)).toEqual(['1'])
    expect(listed(thread.snapshot)).toEqual([])
  })

  test('leave list and count when they are withdrawn', async () => {
    const service = new Service()
    service.pages.set('newest:', page(['1', '2'], 2))
    service.mine = [own('1', 'published')]
    const thread = await openThread(service)
    expect(await thread.withdraw('1')).toBeUndefined()
    expect(listed(thread.snapshot).map(({ id }) => id)).toEqual(['2'])
    expect(thread.snapshot.total).toBe(1)
    expect(arrivedCount(thread.snapshot)).toBe(0)
  })

  test('that were refused can be put away, and only the last three stand on top', async () => {
    const service = new Service()
    service.mine = ['1', '2', '3', '4'].map((id) => own(id, 'rejected'))
    const thread = await openThread(service)
    expect(pinnedOwn(thread.snapshot).map(({ id }) => id)).toEqual(['1', '2', '3'])
    thread.dismiss('2')
    expect(pinnedOwn(thread.snapshot).map(({ id }) => id)).toEqual(['1', '3', '4'])
  })

  test('are forgotten when the reader signs out', async () => {
    const service = new Service()
    service.mine = [own('h', 'held')]
    const thread = await openThread(service)
    thread.connect(service, () => 'signed_out')
    expect(thread.snapshot.own).toEqual([])
  })

  test('are asked for once with a token that has expired by the device’s clock, and no more once the service says so', async () => {
    const service = new Service()
    service.own = async () => {
      service.asked.push('own')
      return { ok: false, problem: { kind: 'expired' } }
    }
    const thread = await openThread(service, 'expired')
    await thread.refreshOwn()
    await thread.load('newest')
    expect(service.asked).toEqual(['list newest', 'own', 'list newest'])
    expect(thread.isClockWrong).toBe(false)
  })

  test('are shown to a reader whose clock is wrong, as the service takes the token', async () => {
    const service = new Service()
    service.mine = [own('h', 'held')]
    const thread = await openThread(service, 'expired')
    expect(thread.isClockWrong).toBe(true)
    expect(pinnedOwn(thread.snapshot).map(({ id }) => id)).toEqual(['h'])
    await thread.refreshHeld()
    expect(service.asked).toEqual(['list newest', 'own', 'liked', 'own'])
  })
})

test('a hidden page asks nothing; one that becomes visible asks at once', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'hidden' })
  let asked = 0
  const stop = pollWhileVisible(page, 3600, () => {
    asked += 1
  })
  page.dispatchEvent(new Event('visibilitychange'))
  expect(asked).toBe(0)
  page.visibilityState = 'visible'
  page.dispatchEvent(new Event('visibilitychange'))
  expect(asked).toBe(1)
  stop()
  page.dispatchEvent(new Event('visibilitychange'))
  expect(asked).toBe(1)
})

describe('an own comment that is changed', () => {
  const edit = async (status: OwnComment['status']) => {
    const service = new Service()
    service.pages.set('newest:', page(['mine', 'theirs'], 2))
    service.mine = [own('mine', 'published')]
    const thread = await openThread(service)
    service.edited = { ...own('mine', status), text: 'another text', editedAt: AT }
    service.mine = [service.edited]
    service.pages.set('newest:', page(['theirs'], 1))
    await thread.edit('mine', 'another text', 'key')
    return thread.snapshot
  }

  test('shows its new text where it stands, and that it was changed', async () => {
    const { comments, own: mine } = await edit('published')
    expect(comments[0]).toMatchObject({ id: 'mine', text: 'another text', editedAt: AT })
    expect(mine[0]).toMatchObject({ text: 'another text', status: 'published' })
  })

  test('is listed no more when it is held, and stands above the list', async () => {
    const snapshot = await edit('held')
    expect(snapshot.comments.map(({ id }) => id)).toEqual(['theirs'])
    expect(pinnedOwn(snapshot)).toMatchObject([{ id: 'mine', status: 'held', text: 'another text' }])
  })
})

test('an author who is blocked is known as such until they are not, and a failure changes nothing', async () => {
  const service = new Service()
  const thread = await openThread(service)
  expect(await thread.block('key-1', true)).toBe(true)
  expect(thread.snapshot.blocked).toEqual(['key-1'])
  service.problem = { kind: 'offline' }
  expect(await thread.block('key-1', false)).toBe(false)
  expect(thread.snapshot.blocked).toEqual(['key-1'])
  service.problem = undefined
  expect(await thread.block('key-1', false)).toBe(true)
  expect(thread.snapshot.blocked).toEqual([])
})
