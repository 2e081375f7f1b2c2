import { byClass, CLASSES, type ClassCode, HATREDS } from './classes.ts'
import type { Line, Model, Thresholds } from './model.ts'
import { isJunk } from './model-policy.ts'
import { BLOCK_BUCKETS } from './packed-weights.ts'

/** What a model file says of itself before its weights. */
export type ModelHeader = Pick<Model, 'buckets' | 'calibration' | 'joint' | 'thresholds'>

type ReadModelHeader =
  | { readonly ok: true; readonly header: ModelHeader }
  | { readonly ok: false; readonly reason: string }

const CODES = [...CLASSES, ...HATREDS]

/** Writes a header as JSON. */
export function writeHeader({ buckets, calibration, joint, thresholds }: ModelHeader): string {
  return JSON.stringify({ classes: CODES, buckets, blockBuckets: BLOCK_BUCKETS, calibration, joint, thresholds })
}

/**
 * Reads a header; refuses one of other categories, without calibration, or with thresholds that are not for every category
 * and mode, no shares, above the threshold from which it blocks, or that block what only people may.
 */
export function readHeader(text: string): ReadModelHeader {
  const header = parse(text)
  const classes = fieldOf(header, 'classes')
  if (String(classes) !== String(CODES) || fieldOf(header, 'blockBuckets') !== BLOCK_BUCKETS) {
    return refuse('its header does not describe these categories')
  }
  const buckets = fieldOf(header, 'buckets')
  if (typeof buckets !== 'number' || !Number.isInteger(buckets) || buckets < 1) return refuse('it has no buckets')
  const slopes = numbers(fieldOf(fieldOf(header, 'calibration'), 'slopes'))
  const shifts = numbers(fieldOf(fieldOf(header, 'calibration'), 'shifts'))
  const joint = readByClass(fieldOf(header, 'joint'), readLine)
  if (!slopes || !shifts || !joint) return refuse('it is not calibrated for these categories')
  const pre = readByClass(fieldOf(fieldOf(header, 'thresholds'), 'pre'), readThreshold)
  const human = readByClass(fieldOf(fieldOf(header, 'thresholds'), 'human'), readThreshold)
  if (!pre || !human) return refuse('its thresholds are not such as a model may have')
  return { ok: true, header: { buckets, calibration: { slopes, shifts }, joint, thresholds: { pre, human } } }
}

function refuse(reason: string): ReadModelHeader {
  return { ok: false, reason }
}

/** Reads one of each class; `undefined` where any is missing. */
function readByClass<Value>(
  value: unknown,
  read: (field: unknown, code: ClassCode) => Value | undefined,
): Readonly<Record<ClassCode, Value>> | undefined {
  const found = byClass((code) => read(fieldOf(value, code), code))
  return isWhole(found) ? found : undefined
}

function isWhole<Value>(
  found: Readonly<Record<ClassCode, Value | undefined>>,
): found is Readonly<Record<ClassCode, Value>> {
  return CLASSES.every((code) => found[code] !== undefined)
}

function readLine(value: unknown): Line | undefined {
  const slope = fieldOf(value, 'slope')
  const shift = fieldOf(value, 'shift')
  const isLine = typeof slope === 'number' && slope > 0 && typeof shift === 'number' && Number.isFinite(slope + shift)
  return isLine ? { slope, shift } : undefined
}

function readThreshold(value: unknown, code: ClassCode): Thresholds[ClassCode] | undefined {
  const hold = fieldOf(value, 'hold')
  const block = fieldOf(value, 'block')
  if (!isShare(hold)) return undefined
  if (block === null) return { hold, block }
  return isShare(block) && block >= hold && isJunk(code) ? { hold, block } : undefined
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1
}

function numbers(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length !== CODES.length) return undefined
  const read = value.filter((one): one is number => typeof one === 'number' && Number.isFinite(one))
  return read.length === CODES.length ? read : undefined
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
