import type { CategoryView } from '../../http/moderator/schemas.ts'
import { useTexts } from '../texts/texts.ts'

/** The item of the pledge that a refusal for the suggested category rests on, and what the class asks. */
export function Policy({ category, version }: { category: CategoryView | undefined; version: string }) {
  const { t } = useTexts()
  if (!category) {
    return (
      <section class="policy">
        <h2 class="h">{t('policy.none')}</h2>
        <p class="sm sub">{t('policy.no_suggestion')}</p>
      </section>
    )
  }
  const items = category.pledge.join(t('list.comma'))
  return (
    <section class="policy">
      <h2 class="h">
        {t('policy.title', { name: category.name })} <span class="more mono xs dim">{category.code}</span>
      </h2>
      <p class="xs dim">
        {items === '' ? t('policy.no_pledge', { policy: version }) : t('policy.pledge', { items, policy: version })}
      </p>
      <p class="notice">
        {t('policy.notice')}
        {category.notice}
      </p>
      <p class="sm sub">{t(`policy.class.${category.class}`)}</p>
    </section>
  )
}
