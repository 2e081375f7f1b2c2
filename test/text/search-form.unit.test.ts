import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalize } from '../../src/text/normalize.ts'
import { searchFormOf, writtenForm } from '../../src/text/search-form.ts'

describe('the form in which a text is searched', () => {
  test.each([
    ['有事 加薇·信！', '有事加薇信'],
    ['發展起宏圖，干部群眾', '发展起宏图干部群众'],
    ['Ｈｅｌｌｏ①② 100%', 'hello12100'],
    ['𠮷野家😀', '𠮷野家'],
    ['！？', ''],
  ])('of %s is %s', (text, written) => {
    expect(writtenForm(text)).toBe(written)
  })

  test('is equal as spoken for Han of the same sounds', () => {
    expect(searchFormOf(normalize('加薇信')).spoken).toBe(searchFormOf(normalize('加微信')).spoken)
    expect(searchFormOf(normalize('加薇信')).written).not.toBe(searchFormOf(normalize('加微信')).written)
  })

  test('is as long written as spoken, and holds no sign that a pattern knows, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { written, spoken } = searchFormOf(normalize(text))
        expect(spoken.length).toBe(written.length)
        expect(`${written}${spoken}`).not.toMatch(/[%_\\'"\s.!#]|[\ud800-\udbff](?![\udc00-\udfff])/)
      }),
    )
  })
})
