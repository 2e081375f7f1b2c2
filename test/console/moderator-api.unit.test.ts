import { expect, test } from 'vitest'
import { createModeratorApi } from '../../src/console/api/moderator-api.ts'

test.each([
  [null, '/v1/moderator/session'],
  ['canal', '/v1/moderator/session?site=canal'],
  ['a&b', '/v1/moderator/session?site=a%26b'],
])('signing in names the site %s of the page’s address', async (site, expected) => {
  const asked: string[] = []
  const fetcher: typeof fetch = async (input) => {
    asked.push(String(input))
    return Response.json({ csrfToken: 'token' })
  }
  await createModeratorApi(fetcher, Date.now, { site }).signIn('admin', 'secret')
  expect(asked).toEqual([expected])
})
