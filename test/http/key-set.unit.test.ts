import { expect, test } from 'vitest'
import { isKeysUrl } from '../../src/http/reader/key-set.ts'

test.each(['https://portal.example/keys', 'http://127.0.0.1:8080/keys', 'http://localhost/keys', 'http://[::1]/keys'])(
  'keys may be fetched from %s',
  (address) => expect(isKeysUrl(address)).toBe(true),
)

test.each([
  ...['http://portal.example/keys', 'http://127.0.0.1.portal.example/', 'http://localhost.portal.example/'],
  ...[
    'https://user:secret@portal.example/keys',
    'file:///etc/passwd',
    'data:application/json,{}',
    'portal.example',
    '',
  ],
  `https://portal.example/${'x'.repeat(2000)}`,
])('but not from %s', (address) => expect(isKeysUrl(address)).toBe(false))
