import fc from 'fast-check'
import type { Schema } from './contract.ts'

type Schemas = Readonly<Record<string, Schema>>

const DEEPEST = 6

/** Values that a schema of the OpenAPI document describes; what it does not describe may be anything. */
export function samplesOf(schema: Schema, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  const of = (one: unknown): fc.Arbitrary<unknown> => samplesOf((one ?? {}) as Schema, schemas, depth + 1)
  if (depth > DEEPEST) return fc.constant(null)
  const { $ref, anyOf, oneOf, allOf, enum: choices, const: only } = schema
  if (typeof $ref === 'string') return of(schemas[$ref.split('/').at(-1) ?? ''])
  const alternatives = anyOf ?? oneOf
  if (Array.isArray(alternatives)) return fc.oneof(...alternatives.map(of))
  if (Array.isArray(allOf)) return fc.tuple(...allOf.map(of)).map((parts) => Object.assign({}, ...parts))
  if (Array.isArray(choices)) return fc.constantFrom(...choices)
  if (only !== undefined) return fc.constant(only)
  const types = Array.isArray(schema['type']) ? schema['type'] : [schema['type']]
  return fc.oneof(...types.map((type) => ofType(String(type), schema, of)))
}

function ofType(type: string, schema: Schema, of: (one: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return text(schema)
    case 'integer':
      return fc.integer({ min: Number(schema['minimum'] ?? 0), max: Number(schema['maximum'] ?? 1000) })
    case 'number':
      return fc.double({ min: Number(schema['minimum'] ?? 0), max: Number(schema['maximum'] ?? 1), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(of(schema['items']), {
        minLength: Number(schema['minItems'] ?? 0),
        maxLength: Math.min(3, Number(schema['maxItems'] ?? 3)),
      })
    case 'object':
      return object(schema, of)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function text({ format, minLength, maxLength }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((one) => one.toISOString())
  if (format === 'uri') return fc.webUrl()
  const least = Number(minLength ?? 0)
  return fc.string({
    unit: 'grapheme',
    minLength: least,
    maxLength: Math.max(least, Math.min(30, Number(maxLength ?? 30))),
  })
}

function object(schema: Schema, of: (one: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const properties = Object.entries((schema['properties'] ?? {}) as Schemas)
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return fc.record(Object.fromEntries(properties.map(([name, one]) => [name, of(one)])), {
    requiredKeys: properties.map(([name]) => name).filter((name) => required.includes(name)),
  })
}

/** Like what a schema describes, but for one thing: a value, a key too many, or one too few. */
export function nearMisses(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  const noise = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' }), fc.constant(null))
  return fc.tuple(samplesOf(schema, schemas), fc.nat(), noise, fc.nat({ max: 3 })).map(([value, place, other, how]) => {
    if (typeof value !== 'object' || value === null) return other
    const keys = Object.keys(value)
    const key = keys[place % Math.max(1, keys.length)] ?? 'text'
    if (how === 0) return { ...value, [key]: other }
    if (how === 1) return { ...value, nobody_asked: other }
    if (how === 2) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
    return value
  })
}
