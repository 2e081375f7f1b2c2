import type { LogLine } from '../../http/moderator/log/log-schemas.ts'
import { type CategoriesByCode, categoryName } from '../card/category-name.ts'
import type { Texts } from '../texts/texts.ts'

/** One line of the log as a sentence, without the comment or act that it is about. */
export function lineText(line: LogLine, categories: CategoriesByCode, t: Texts['t']): string {
  const { type, by, kind, category, name, count } = line
  const said = t(`log.${type}`, {
    by,
    act: kind === null ? '' : t(`act.${kind}`),
    count: count ?? 0,
    name: nameOf(line, t) ?? name ?? '',
  })
  return category === null ? said : t('event.detail', { said, more: categoryName(category, categories) })
}

function nameOf({ type, name }: LogLine, t: Texts['t']): string | undefined {
  const key = type === 'risk_set' ? `risk.${name}` : `standing.measure.${name}`
  return type.startsWith('sanction') || type === 'risk_set' ? (t.has(key) ? t(key) : undefined) : undefined
}
