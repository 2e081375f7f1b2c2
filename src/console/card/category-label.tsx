import { useTexts } from '../texts/texts.ts'
import { type CategoriesByCode, categoryName } from './category-name.ts'

/** A category in two characters with the pattern of its hits; those without a short name go by their own. */
export function CategoryLabel({ code, categories }: { code: string; categories: CategoriesByCode }) {
  const { t } = useTexts()
  const key = `short.${code}`
  return (
    <span class="cat" title={categoryName(code, categories)}>
      <span class="hit" data-c={code}>
        {t.has(key) ? t(key) : categoryName(code, categories)}
      </span>
    </span>
  )
}
