import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CommentPage, OwnComment } from '../../src/http/reader/schemas.ts'
import { openSite } from '../browser/site.ts'

const Document = z.object({ info: z.object({ description: z.string() }) })

test('the example of the documentation posts a comment and reads it back when it is pasted into a shell', async () => {
  const { origin, db } = await openSite()
  const { info } = Document.parse(await (await fetch(`${origin}/openapi.json`)).json())
  const pasted = /```sh\n(.+?)```/s.exec(info.description)?.[1] ?? ''
  expect(pasted).toContain(origin)
  const { stdout } = await promisify(execFile)('sh', ['-c', pasted])
  // One answer after the other, as a shell shows them.
  const [posted = '', read = ''] = stdout.split(/(?<=\})(?=\{"comments")/)
  const { id } = OwnComment.parse(JSON.parse(posted))
  expect(CommentPage.parse(JSON.parse(read)).comments.map((comment) => comment.id)).toEqual([id])
  expect(await db.selectFrom('comment').select(['id', 'status']).execute()).toEqual([{ id, status: 'published' }])
})
