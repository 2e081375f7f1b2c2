import { words } from '../../moderation/language.ts'
import type { DecisionKind } from '../../moderation/life-cycle.ts'
import type { Ruling } from '../../review/decide.ts'
import { isCategoryCode } from '../../screening/taxonomy.ts'
import { invalidRequest } from '../refusal.ts'

/** Throws where the kind and the category do not belong together. */
export function readRuling(kind: DecisionKind, category: string | null): Ruling {
  if (kind === 'publish' || kind === 'restore') {
    if (category !== null) throw invalidRequest([{ path: 'category', message: NO_CATEGORY }])
    return { kind, category }
  }
  if (category === null) throw invalidRequest([{ path: 'category', message: CATEGORY_REQUIRED }])
  if (!isCategoryCode(category)) throw invalidRequest([{ path: 'category', message: CATEGORY_UNKNOWN }])
  return { kind, category }
}

const NO_CATEGORY = words('通過或恢復時不能帶類別', 'publishing and restoring take no category')
const CATEGORY_REQUIRED = words('拒絕或移除時必須選一個類別', 'rejecting and removing need a category')
const CATEGORY_UNKNOWN = words('不是已有的類別代碼', 'it is not one of the category codes')
