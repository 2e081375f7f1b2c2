import { type Selectable, sql, type Transaction } from 'kysely'
import type { DecisionKind } from '../moderation/life-cycle.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from './database.ts'
import type { Database } from './schema.ts'
import type { MacroTable } from './schema-review.ts'

export type Macro = Selectable<MacroTable>

export interface NewMacro {
  readonly siteId: string
  readonly id: string
  /** One letter or digit. */
  readonly key: string
  readonly name: string
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
  readonly note: string | null
  readonly templateId: string | null
  readonly createdBy: string
}

interface MacroKey {
  readonly siteId: string
  readonly id: string
}

export type MacroSaved =
  | { readonly outcome: 'saved'; readonly macro: Macro }
  /** Another macro of the site has this key. */
  | { readonly outcome: 'key_taken' }
  /** The one to be replaced is not in use any more. */
  | { readonly outcome: 'not_found' }

/** Returns the site's macros in use, by key. */
export async function listMacros(db: Db, siteId: string): Promise<Macro[]> {
  return db
    .selectFrom('macro')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('retired_at', 'is', null)
    .orderBy('key')
    .execute()
}

/** Adds a macro unless its key is taken. */
export async function createMacro(db: Db, created: NewMacro): Promise<MacroSaved> {
  const macro = await db
    .insertInto('macro')
    .values({
      site_id: created.siteId,
      id: created.id,
      key: created.key,
      name: created.name,
      kind: created.kind,
      category: created.category,
      note: created.note,
      template_id: created.templateId,
      created_by: created.createdBy,
    })
    .onConflict((conflict) => conflict.columns(['site_id', 'key']).where('retired_at', 'is', null).doNothing())
    .returningAll()
    .executeTakeFirst()
  return macro ? { outcome: 'saved', macro } : { outcome: 'key_taken' }
}

/** Puts a macro in the place of one in use; the caller rolls back unless it is saved. */
export async function replaceMacro(trx: Transaction<Database>, old: MacroKey, created: NewMacro): Promise<MacroSaved> {
  if (!(await retireMacro(trx, old, created.createdBy))) return { outcome: 'not_found' }
  return createMacro(trx, created)
}

/** Takes a macro out of use, which frees its key. Returns whether it was in use. */
export async function retireMacro(db: Db, { siteId, id }: MacroKey, retiredBy: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('macro')
    .set({ retired_by: retiredBy, retired_at: sql<Date>`clock_timestamp()` })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
