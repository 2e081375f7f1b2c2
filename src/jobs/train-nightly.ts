import { spawn } from 'node:child_process'
import type { TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Db } from '../storage/database.ts'
import { listSites } from '../storage/sites.ts'

/** Half past three in the night of China, when fewest write. */
export const NIGHTLY_TRAINING = '30 19 * * * train-from-decisions ?jobKey=train-from-decisions&max=2'

interface Training {
  readonly db: Db
  readonly log: Logger
  /** The file of the program, which is run anew for each site: a training must not keep readers waiting. */
  readonly program: string
  /** Aborted when the service stops; what is learnt so far is dropped. */
  readonly stop: AbortSignal
  /** How long the training of one site may take. */
  readonly limitMs?: number
}

// Twenty thousand decisions take two minutes on a busy machine; what takes this long has come to a halt.
const LIMIT_MS = 30 * 60_000

/** The task that fits a candidate for each site, one after the other. A site with too few decisions is left for later. */
export function trainingTask({ db, log, program, stop, limitMs = LIMIT_MS }: Training): TaskList {
  return {
    'train-from-decisions': async () => {
      for (const { id } of await listSites(db)) {
        if (stop.aborted) return
        const { code, said } = await train(program, id, AbortSignal.any([stop, AbortSignal.timeout(limitMs)]))
        if (code === 0) log.info({ siteId: id }, 'a candidate was trained from the decisions')
        else if (!stop.aborted) log.warn({ siteId: id, code, said }, 'no candidate was trained')
      }
    },
  }
}

// The last words tell why; the rest is progress.
const SAID = 400

function train(program: string, siteId: string, signal: AbortSignal): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const args = [program, 'train', '--from-decisions', '--site', siteId]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], signal, killSignal: 'SIGTERM' })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-SAID)
    })
    child.on('error', (error) => resolve({ code: null, said: error.message }))
    child.on('close', (code) => resolve({ code, said: said.trim() }))
  })
}
