import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import { createDemoPortal } from '../demo/portal.ts'
import type { Db } from '../storage/database.ts'
import { hasModerators } from '../storage/moderators.ts'
import { ensureSite } from '../storage/sites.ts'
import { addModerator, type Credentials } from './moderator-account.ts'

export interface DemoSite {
  readonly portal: Hono
  readonly origins: readonly string[]
  /** Only when it was made just now. */
  readonly firstAdmin: Credentials | undefined
}

const DEMO_SITE = { id: 'demo', name: '示範站' } as const

/** Makes the demo site and its first admin unless they exist; the secret that signs its readers stays in the database. */
export async function prepareDemoSite(db: Db, origins: readonly string[]): Promise<DemoSite> {
  const site = await ensureSite(db, { ...DEMO_SITE, origins, readerTokenSecret: createReaderTokenSecret() })
  const portal = createDemoPortal({ readerTokenSecret: site.reader_token_secret })
  const isStaffed = await hasModerators(db, site.id)
  const admin = { siteId: site.id, username: 'admin', displayName: '管理員', role: 'admin' } as const
  const firstAdmin = isStaffed ? undefined : await addModerator(db, admin)
  return { portal, origins, firstAdmin }
}

/** 256 bits, as HS256 asks for. */
export function createReaderTokenSecret(): string {
  return randomBytes(32).toString('base64url')
}
