import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WORDLISTS } from '../screening/lists.ts'
import { ROUNDS } from './measure.ts'

const TURNS = fileURLToPath(new URL('turns.mjs', import.meta.url))

export interface Work {
  readonly name: 'normalize' | 'nodejieba alone' | 'the whole screen' | 'with the model'
  readonly comments: readonly string[]
  /** The folder of the screen's wordlists; the product's own unless told. */
  readonly wordlists?: string
}

/**
 * Returns how many comments a second each work reads, in the best of its turns. Each is done in a process of its own, as
 * in a service, so that none pays for what another left in memory or taught the compiler; they take turns, so that
 * whatever else the machine does meets them alike. One more round before warms up.
 */
export async function commentsASecond(works: readonly Work[]): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yueping-bench-'))
  const processes: ChildProcess[] = []
  try {
    for (const work of works) processes.push(await start(work, folder))
    const best = works.map(() => Number.POSITIVE_INFINITY)
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [at, process] of processes.entries()) {
        process.send('turn')
        const milliseconds = Number((await once(process, 'message'))[0])
        if (round > 0) best[at] = Math.min(best[at]!, milliseconds)
      }
    return works.map(({ comments }, at) => (comments.length / best[at]!) * 1000)
  } finally {
    for (const process of processes) process.kill()
    await rm(folder, { recursive: true })
  }
}

async function start({ name, comments, wordlists = WORDLISTS }: Work, folder: string): Promise<ChildProcess> {
  const file = join(folder, 'comments.json')
  await writeFile(file, JSON.stringify(comments))
  const process = fork(TURNS, [name, file, wordlists], { execArgv: [] })
  await once(process, 'message')
  return process
}
