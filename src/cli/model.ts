import { CommandError } from '../command-error.ts'
import { PACKAGE, readConfig } from '../config.ts'
import type { ModelState } from '../moderation/model-life.ts'
import { type ModelChanged, promoteModel, rollBackModel, shadowModel, withdrawModel } from '../storage/change-models.ts'
import type { Db } from '../storage/database.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import { listModels } from '../storage/models.ts'
import { readModel } from '../storage/read-model.ts'
import { openDatabaseBeside } from './open-database.ts'
import { parseOptions } from './options.ts'
import { pickSite } from './pick-site.ts'

const USAGE =
  'Write "model list", "model shadow VERSION", "model withdraw VERSION", "model promote VERSION" or ' +
  '"model rollback [VERSION]", which names the one to be taken out of force.'

const CHANGES = { shadow: shadowModel, withdraw: withdrawModel, promote: promoteModel } as const

/** `model list`, and what puts a site's own models into force and out of it; a running service follows in seconds. */
export async function model(args: readonly string[]): Promise<undefined> {
  const { values, positionals } = parseOptions(args, { options: { site: { type: 'string' } } })
  const [verb = '', version, ...more] = positionals
  const change = isChange(verb) ? CHANGES[verb] : undefined
  const isKnown = change ? version !== undefined : verb === 'rollback' || (verb === 'list' && version === undefined)
  if (!isKnown || more.length > 0) throw new CommandError(USAGE)
  const { db, close } = await openDatabaseBeside(readConfig())
  try {
    await migrateToLatest(db, PACKAGE.migrations)
    const { id: siteId } = await pickSite(db, values.site)
    if (verb === 'list') process.stdout.write(await list(db, siteId))
    else {
      const changing = { siteId, moderatorId: null }
      const changed = await (change && version !== undefined
        ? change(db, version, changing)
        : rollBackModel(db, { ...changing, ...(version !== undefined && { named: version }) }))
      process.stdout.write(`${siteId}: ${sentence(changed, { verb, version })}\n`)
    }
  } finally {
    await close()
  }
  return undefined
}

function isChange(verb: string): verb is keyof typeof CHANGES {
  return Object.hasOwn(CHANGES, verb)
}

async function list(db: Db, siteId: string): Promise<string> {
  const models = await listModels(db, siteId)
  const lines: string[] = []
  for (const { version, state, trainedAt, figures } of models) {
    const { candidate, base, compared } = figures
    const shares = `accuracy ${shown(candidate.accuracy)} (before: ${shown(base.accuracy)}) on ${compared} decisions`
    lines.push(
      `${version}\t${state}\t${trainedAt.toISOString()}\t${shares}${await trouble(db, { siteId, version, state })}\n`,
    )
  }
  const isOwnActive = models.some(({ state }) => state === 'active')
  return [...lines, isOwnActive ? '' : 'In force: the model that is shipped.\n'].join('')
}

interface Standing {
  readonly siteId: string
  readonly version: string
  readonly state: ModelState
}

/** What is asked must be readable; of the others it is told when somebody wants to ask them. */
async function trouble(db: Db, { siteId, version, state }: Standing): Promise<string> {
  if (state !== 'active' && state !== 'shadow') return ''
  const read = await readModel(db, siteId, version)
  if (read.ok) return ''
  const standIn = state === 'active' ? 'another stands in; put one back with "model rollback"' : 'nothing reads along'
  return `\tcannot be read: ${read.reason}; ${standIn}`
}

function shown(share: number | null): string {
  return share === null ? '-' : share.toFixed(3)
}

const DONE: Readonly<Record<string, string>> = {
  shadow: 'reads new comments without effect',
  withdraw: 'has left the shadow',
  promote: 'is in force',
  rollback: 'is out of force; the one before it is back',
}

function sentence(changed: ModelChanged, { verb, version }: { verb: string; version: string | undefined }): string {
  switch (changed.outcome) {
    case 'changed':
      return `${changed.version} ${DONE[verb]}`
    case 'unknown':
      throw new CommandError(`There is no model "${version}". "model list" names them.`)
    case 'unreadable':
      throw new CommandError(`The model "${version}" is of another release. Train a new one: train --from-decisions.`)
    case 'not_in_state':
      throw new CommandError(`The model "${version}" is not in a state for that. "model list" tells the states.`)
    case 'changed_meanwhile':
      throw new CommandError('Somebody else has just changed the models. "model list" tells how they stand.')
    case 'nothing_active':
      throw new CommandError('The model that is shipped is in force; there is nothing to go back to.')
    default:
      return changed satisfies never
  }
}
