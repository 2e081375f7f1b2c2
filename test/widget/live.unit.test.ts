import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followCount } from '../../src/widget/live.ts'

/** A tab that is brought to the front and back by hand. */
class Tab extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible'
  turn(visibilityState: DocumentVisibilityState): void {
    this.visibilityState = visibilityState
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

let sources: Source[]

class Source extends EventTarget {
  readyState = 0
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    sources.push(this)
  }
  tell(data: string): void {
    this.readyState = 1
    this.dispatchEvent(Object.assign(new Event('count'), { data }))
  }
  refuse(): void {
    this.readyState = 2
    this.dispatchEvent(new Event('error'))
  }
  close(): void {
    this.readyState = 2
  }
}

beforeEach(() => {
  sources = []
  vi.stubGlobal('EventSource', Source)
})
afterEach(() => vi.unstubAllGlobals())

function follow() {
  const tab = new Tab()
  const told: number[] = []
  const live = followCount(tab as unknown as Document, 'https://service.example/events', (total) => told.push(total))
  return { tab, told, live }
}

test('a tab in front is told, one in the background holds no connection', () => {
  const { tab, told, live } = follow()
  sources[0]!.tell('{"total":3}')
  expect([told, live.isOpen()]).toEqual([[3], true])
  tab.turn('hidden')
  expect([sources[0]!.readyState, live.isOpen()]).toEqual([2, false])
  tab.turn('visible')
  sources[1]!.tell('{"total":5}')
  expect([told, sources.length]).toEqual([[3, 5], 2])
  live.stop()
  expect(sources[1]!.readyState).toBe(2)
  tab.turn('visible')
  expect(sources).toHaveLength(2)
})

test('a refused stream is tried again only when that is asked for', () => {
  const { live } = follow()
  sources[0]!.refuse()
  expect(live.isOpen()).toBe(false)
  live.retry()
  live.retry()
  expect(sources).toHaveLength(2)
})

test('what is no count is passed over', () => {
  const { told } = follow()
  sources[0]!.tell('null')
  sources[0]!.tell('{"total":"7"}')
  expect(told).toEqual([])
})
