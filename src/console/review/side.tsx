import type { Card } from '../../http/moderator/card-schemas.ts'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import { isTextKey, type Texts, useTexts } from '../texts/texts.ts'
import { clock } from '../time-words.ts'

interface Props {
  readonly card: Card | null
  readonly suggestion: CategoryView | undefined
  readonly displayName: string
  readonly onClose: () => void
}

/** What the decision rests on, and what has happened to the comment; a drawer where there is no room beside the card. */
export function Side({ card, suggestion, displayName, onClose }: Props) {
  const { t } = useTexts()
  return (
    <aside class="side" id="side" aria-label={t('side.label')}>
      <button type="button" class="btn drawer-close" onClick={onClose}>
        {t('side.close')} <kbd>I</kbd>
      </button>
      {card && (suggestion ? <Policy category={suggestion} version={card.screening.policyVersion} /> : <NoPolicy />)}
      {card && <Timeline events={card.events} displayName={displayName} />}
    </aside>
  )
}

function Policy({ category, version }: { category: CategoryView; version: string }) {
  const { t } = useTexts()
  const items = category.pledge.join(t('list.comma'))
  return (
    <section class="policy">
      <h2 class="h">
        {t('policy.title', { name: category.name })} <span class="more mono xs dim">{category.code}</span>
      </h2>
      <blockquote>
        {t('quote.open')}
        {category.notice}
        {t('quote.close')}
      </blockquote>
      <p class="xs dim">
        {items === '' ? t('policy.no_pledge', { policy: version }) : t('policy.pledge', { items, policy: version })}
      </p>
      <p class="sm sub">{t(`policy.class.${category.class}`)}</p>
    </section>
  )
}

function NoPolicy() {
  const { t } = useTexts()
  return (
    <section class="policy">
      <h2 class="h">{t('policy.none')}</h2>
      <p class="sm sub">{t('policy.no_suggestion')}</p>
    </section>
  )
}

function Timeline({ events, displayName }: { events: Card['events']; displayName: string }) {
  const { t, language } = useTexts()
  return (
    <section>
      <h2 class="h">{t('timeline.title')}</h2>
      <ol class="time">
        {events.map((event, place) => (
          <li key={place} class={place === events.length - 1 ? 'now' : ''}>
            <time dateTime={event.at}>{clock(event.at, language)}</time>
            <i />
            <span>
              {eventText(event, displayName, t)}
              <span class="mono">{event.type}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function eventText(event: Card['events'][number], displayName: string, t: Texts['t']): string {
  const key = `event.${event.type}`
  if (!isTextKey(key)) return event.type
  const actorKey = `actor.${event.actor}`
  const named = isTextKey(actorKey) ? t(actorKey) : event.actor
  return t(key, { actor: named === displayName ? t('actor.you') : named })
}
