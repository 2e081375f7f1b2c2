import type { CategoryView } from '../../http/moderator/schemas.ts'

/** The categories whose name or code contains every word that was typed, in the order of the taxonomy. */
export function findCategories(categories: readonly CategoryView[], typed: string): readonly CategoryView[] {
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean)
  return categories.filter(({ name, code }) => {
    const text = `${name} ${code}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
