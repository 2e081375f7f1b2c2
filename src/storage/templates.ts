import { type Selectable, sql, type Transaction } from 'kysely'
import type { CategoryCode } from '../screening/taxonomy.ts'
import { toSimplified } from '../text/variants.ts'
import type { Db } from './database.ts'
import type { Database } from './schema.ts'
import type { TemplateTable } from './schema-review.ts'

export type Template = Selectable<TemplateTable>

export interface NewTemplate {
  readonly siteId: string
  readonly id: string
  readonly category: CategoryCode
  readonly name: string
  readonly hant: string
  /** `null` takes the conversion of the Traditional text. */
  readonly hans: string | null
  readonly en: string
  /** Whether it stands in place of the product's own sentence from now on. */
  readonly isDefault: boolean
  readonly createdBy: string
}

interface TemplateKey {
  readonly siteId: string
  readonly id: string
}

/** Returns the site's own wordings in use, by category and name. */
export async function listTemplates(db: Db, siteId: string): Promise<Template[]> {
  return db
    .selectFrom('template')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('retired_at', 'is', null)
    .orderBy('category')
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Adds a wording; as the default it takes the place of the one before it, which stays in use beside it. */
export async function createTemplate(trx: Transaction<Database>, created: NewTemplate): Promise<Template> {
  const { siteId, category, isDefault } = created
  if (isDefault) {
    await trx
      .updateTable('template')
      .set({ default_at: null })
      .where('site_id', '=', siteId)
      .where('category', '=', category)
      .where('default_at', 'is not', null)
      .execute()
  }
  return trx
    .insertInto('template')
    .values({
      site_id: siteId,
      id: created.id,
      category,
      name: created.name,
      hant: created.hant,
      hans: created.hans ?? toSimplified(created.hant),
      en: created.en,
      default_at: isDefault ? sql<Date>`clock_timestamp()` : null,
      created_by: created.createdBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * Takes a wording out of use, macros' use included; what was decided with it keeps its sentence. Returns whether it was
 * in use.
 */
export async function retireTemplate(
  trx: Transaction<Database>,
  template: TemplateKey,
  retiredBy: string,
): Promise<boolean> {
  if (!(await retire(trx, template, retiredBy))) return false
  await moveMacros(trx, template, null)
  return true
}

/** Puts a new wording in the place of one in use, in macros as well; `undefined` when that is not in use any more. */
export async function replaceTemplate(
  trx: Transaction<Database>,
  old: TemplateKey,
  created: NewTemplate,
): Promise<Template | undefined> {
  if (!(await retire(trx, old, created.createdBy))) return undefined
  const template = await createTemplate(trx, created)
  await moveMacros(trx, old, template)
  return template
}

async function retire(db: Db, { siteId, id }: TemplateKey, retiredBy: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('template')
    .set({ retired_by: retiredBy, retired_at: sql<Date>`clock_timestamp()` })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** A macro of another category than the new wording's takes the site's default again. */
async function moveMacros(db: Db, { siteId, id }: TemplateKey, to: Template | null): Promise<void> {
  await db
    .updateTable('macro')
    .set({ template_id: to && sql<string>`case when category = ${to.category} then ${to.id}::uuid end` })
    .where('site_id', '=', siteId)
    .where('template_id', '=', id)
    .where('retired_at', 'is', null)
    .execute()
}

/** Tells whether the site has this wording in use for the category. */
export async function hasTemplate(db: Db, { siteId, id }: TemplateKey, category: CategoryCode): Promise<boolean> {
  const found = await db
    .selectFrom('template')
    .select('id')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('category', '=', category)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}
