import { shapeOf } from './look-alikes.ts'
import type { Reading } from './reading.ts'

/**
 * Reads a normalized text by its shapes: characters that look alike are one, and a character repeated in a row stands once.
 */
export function readShapes(text: string): Reading {
  let shapes = ''
  const starts: number[] = []
  const ends: number[] = []
  let last = -1
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at)
    const end = at + 1
    if (unit === last) {
      ends[ends.length - 1] = end
    } else {
      shapes += String.fromCharCode(shapeOf(unit))
      starts.push(at)
      ends.push(end)
    }
    last = unit
    at = end
  }
  return { text: shapes, starts, ends }
}

/** Writes a word as `readShapes` would read it where no character repeats. */
export function shapesOf(word: string): string {
  return Array.from(word, (one) => String.fromCharCode(shapeOf(one.charCodeAt(0)))).join('')
}
