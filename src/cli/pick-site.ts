import { CommandError } from '../command-error.ts'
import type { Db } from '../storage/database.ts'
import { listSites, type Site } from '../storage/sites.ts'

/** Returns the named site, else the only one. */
export async function pickSite(db: Db, id: string | undefined): Promise<Site> {
  const sites = await listSites(db)
  const site = id === undefined ? sites[0] : sites.find((one) => one.id === id)
  const known = sites.map((one) => one.id).join(', ')
  if (!site && id !== undefined && known) throw new CommandError(`There is no site "${id}". Known: ${known}.`)
  if (!site) {
    throw new CommandError('There is no site yet. Add one: node dist/main.js site add ID --name NAME --origin URL')
  }
  if (id === undefined && sites.length > 1) throw new CommandError(`Say which site with --site: ${known}.`)
  return site
}
