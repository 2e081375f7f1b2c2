import type { BulkSummary } from '../../http/moderator/bulk/bulk-schemas.ts'
import { type CategoriesByCode, categoryName } from '../card/category-name.ts'
import type { Texts } from '../texts/texts.ts'

/** 「拒絕 12 條·廣告招攬」. */
export function actTitle(act: BulkSummary, categories: CategoriesByCode, t: Texts['t']): string {
  const said = t(`many.did.${act.kind}`, { count: act.size })
  return act.category === null ? said : [said, categoryName(act.category, categories)].join(t('list.dot'))
}
