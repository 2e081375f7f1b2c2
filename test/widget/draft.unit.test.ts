import { describe, expect, test } from 'vitest'
import { EMPTY_DRAFT, newKey, readDraft, replaceDraft, withText, writeDraft } from '../../src/widget/draft.ts'
import { readDismissed, type Store, writeDismissed } from '../../src/widget/store.ts'

function memory(): Store & { readonly values: Map<string, string> } {
  const values = new Map<string, string>()
  return {
    values,
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  }
}

const BROKEN: Store = {
  getItem() {
    throw new DOMException('denied', 'SecurityError')
  },
  setItem() {
    throw new DOMException('full', 'QuotaExceededError')
  },
  removeItem() {
    throw new DOMException('denied', 'SecurityError')
  },
}

describe('a draft', () => {
  test('comes back after a reload, with the key of the attempt', () => {
    const store = memory()
    writeDraft(store, 'a', { text: '寫了一半', key: 'k' })
    expect(readDraft(store, 'a')).toEqual({ text: '寫了一半', key: 'k' })
    expect(readDraft(store, 'b')).toEqual(EMPTY_DRAFT)
  })

  test('leaves nothing behind when it is sent', () => {
    const store = memory()
    writeDraft(store, 'a', { text: '寫了一半', key: 'k' })
    writeDraft(store, 'a', EMPTY_DRAFT)
    expect(store.values.size).toBe(0)
  })

  test('of another tab outlives the one that is sent here', () => {
    const store = memory()
    writeDraft(store, 'a', { text: '另一頁寫的', key: '' })
    replaceDraft(store, 'a', '這一頁寫的', EMPTY_DRAFT)
    expect(readDraft(store, 'a').text).toBe('另一頁寫的')
    replaceDraft(store, 'a', '另一頁寫的', EMPTY_DRAFT)
    expect(store.values.size).toBe(0)
  })

  test('keeps its key for the same text and loses it for another', () => {
    const draft = { text: '你好', key: 'k' }
    expect(withText(draft, '你好')).toEqual(draft)
    expect(withText(draft, '你好！')).toEqual({ text: '你好！', key: '' })
  })

  test.each([undefined, BROKEN])('is no reason to fail where storage is missing or denied', (store) => {
    expect(() => writeDraft(store, 'a', { text: '字', key: '' })).not.toThrow()
    expect(() => writeDraft(store, 'a', EMPTY_DRAFT)).not.toThrow()
    expect(readDraft(store, 'a')).toEqual(EMPTY_DRAFT)
    expect(readDismissed(store, 'a')).toEqual([])
  })

  test.each(['no json', '[]', '{"text":1,"key":"k"}', 'null'])(
    'that was written by something else, %j, counts as none',
    (value) => {
      const store = memory()
      store.setItem('yueping:draft:a', value)
      expect(readDraft(store, 'a')).toEqual(EMPTY_DRAFT)
    },
  )
})

test('refused comments that were put away stay away', () => {
  const store = memory()
  writeDismissed(store, 'a', ['1', '2'])
  expect(readDismissed(store, 'a')).toEqual(['1', '2'])
  expect(readDismissed(store, 'b')).toEqual([])
})

test('keys are 128 random bits in visible ASCII', () => {
  const keys = new Set(Array.from({ length: 100 }, newKey))
  expect(keys.size).toBe(100)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/)
})
