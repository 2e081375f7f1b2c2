import { expect, test } from 'vitest'
import { noteFor } from '../../src/console/review/note-draft.ts'

test('a note comes back with its comment to whoever wrote it, and to nobody else', () => {
  const draft = { commentId: 'one', username: 'chenlan', text: '同一個號' }
  expect(noteFor(draft, 'one', 'chenlan')).toBe('同一個號')
  expect(noteFor(draft, 'two', 'chenlan')).toBe('')
  expect(noteFor(draft, 'one', 'zhouning')).toBe('')
  expect(noteFor(draft, null, 'chenlan')).toBe('')
  expect(noteFor(null, null, 'chenlan')).toBe('')
})
