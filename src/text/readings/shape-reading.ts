import { stringOfCodes } from '../units.ts'
import { shapeOf } from './look-alikes.ts'
import type { Reading } from './reading.ts'

/**
 * Reads a normalized text by its shapes: characters that look alike are one, and a character repeated in a row stands once.
 */
export function readShapes(text: string): Reading {
  const codes = new Array<number>(text.length)
  const starts = new Array<number>(text.length)
  const ends = new Array<number>(text.length)
  let length = 0
  let last = -1
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit !== last) {
      codes[length] = shapeOf(unit)
      starts[length] = at
      length += 1
    }
    ends[length - 1] = at + 1
    last = unit
  }
  if (length < text.length) for (const all of [codes, starts, ends]) all.length = length
  return { text: stringOfCodes(codes), starts, ends }
}
