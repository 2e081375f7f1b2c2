import { expect, test } from 'vitest'
import { CommandError } from '../../src/command-error.ts'
import { readConfig } from '../../src/config.ts'

test('nothing set gives the documented defaults', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 8080,
    databaseUrl: undefined,
    dataFolder: expect.stringMatching(/\/data$/),
    secret: undefined,
    publicUrl: undefined,
    trustedProxies: 0,
    isDemoOn: true,
    isSkippingMalformed: false,
    pace: { commentsPerReader: 5, readerMinutes: 10, requestsPerAddressPerMinute: 300, articleCommentsPerMinute: 30 },
    logLevel: undefined,
  })
})

test('an empty variable counts as absent', () => {
  const empty = Object.fromEntries(['PORT', 'DATABASE_URL', 'YUEPING_SECRET', 'LOG_LEVEL'].map((name) => [name, ' ']))
  expect(readConfig(empty)).toEqual(readConfig({}))
})

test('the demo is off in production unless asked for', () => {
  expect(readConfig({ NODE_ENV: 'production' }).isDemoOn).toBe(false)
  expect(readConfig({ NODE_ENV: 'production', YUEPING_DEMO: 'on' }).isDemoOn).toBe(true)
  expect(readConfig({ YUEPING_DEMO: 'off' }).isDemoOn).toBe(false)
})

test.each(['127.0.0.1', '127.8.0.1', '::1', 'localhost'])('the demo is on for this machine alone: %s', (HOST) => {
  expect(readConfig({ HOST }).isDemoOn).toBe(true)
  expect(readConfig({ HOST, NODE_ENV: 'production' }).isDemoOn).toBe(false)
})

test.each(['0.0.0.0', '::', '192.168.1.5', '127.0.0.1.example.com', 'localhost.example.com'])(
  'the demo is off where other machines reach it, unless asked for: %s',
  (HOST) => {
    expect(readConfig({ HOST }).isDemoOn).toBe(false)
    expect(readConfig({ HOST, YUEPING_DEMO: 'on' }).isDemoOn).toBe(true)
  },
)

test('a public URL is kept as an origin', () => {
  const read = (url: string) => readConfig({ YUEPING_PUBLIC_URL: url }).publicUrl
  expect(read('https://comments.example.com/')).toBe('https://comments.example.com')
  expect(read('http://localhost:9000')).toBe('http://localhost:9000')
})

test.each([
  ['PORT', '80a'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['HOST', 'a b'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['DATABASE_URL', 'localhost'],
  ['YUEPING_SECRET', 'too short'],
  ['YUEPING_PUBLIC_URL', 'https://example.com/comments'],
  ['YUEPING_PUBLIC_URL', 'example.com'],
  ['YUEPING_TRUSTED_PROXIES', 'one'],
  ['YUEPING_DEMO', 'true'],
  ['YUEPING_COMMENTS_PER_READER', '0'],
  ['YUEPING_READER_MINUTES', '1.5'],
  ['YUEPING_REQUESTS_PER_ADDRESS', '1e3'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused in one sentence that names it', (name, value) => {
  const error = refuse({ [name]: value })
  expect(error.message).toMatch(new RegExp(`^${name}.* must be .*\\. Correct it, or unset it`))
  expect(error.message.split('\n')).toHaveLength(1)
})

test('what is secret is never repeated', () => {
  const error = refuse({ DATABASE_URL: 'mysql://u:hunter2@h/x', YUEPING_SECRET: 'hunter2' })
  expect(error.message.split('\n')).toHaveLength(2)
  expect(error.message).not.toContain('hunter2')
})

test('the configuration cannot be changed afterwards', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true)
})

function refuse(environment: Record<string, string>): CommandError {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof CommandError) return error
    throw error
  }
  throw new Error('it was accepted')
}
