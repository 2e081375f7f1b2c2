import type { PersonView } from '../../http/moderator/people/schemas.ts'
import { roleName } from '../role-name.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'

interface Props {
  readonly people: readonly PersonView[]
  readonly mayChange: boolean
  readonly onOpen: (person: PersonView) => void
}

/** Everybody in the order of their names: nobody is ranked. */
export function PeopleList({ people, mayChange, onOpen }: Props) {
  const { t } = useTexts()
  return (
    <section aria-labelledby="h-people">
      <h2 class="h" id="h-people">
        {t('people.list')}
      </h2>
      <ul class="people">
        {people.map((person) => (
          <Row key={person.id} person={person} mayChange={mayChange} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  )
}

function Row({ person, mayChange, onOpen }: Omit<Props, 'people'> & { readonly person: PersonView }) {
  const { t, language } = useTexts()
  const { displayName, username, role, disabledAt, lastSeenAt, hasSecondFactor, hasOneTimePassword, isYou } = person
  return (
    <li data-disabled={disabledAt !== null}>
      <div class="who-is">
        <b>{displayName}</b> <span class="dim">@{username}</span>
        {isYou && <span class="tag">{t('people.you')}</span>}
      </div>
      <div class="marks">
        <span class="tag">{roleName(role, t)}</span>
        {disabledAt !== null && <span class="tag no">{t('people.disabled')}</span>}
        <span class={hasSecondFactor ? 'tag ok' : 'tag warn'}>
          {t(hasSecondFactor ? 'people.factor_yes' : 'people.factor_no')}
        </span>
        {hasOneTimePassword && <span class="tag warn">{t('people.one_time')}</span>}
      </div>
      <div class="seen dim sm">
        {lastSeenAt === null ? t('people.never_seen') : t('people.seen', { at: dateAndClock(lastSeenAt, language) })}
      </div>
      {mayChange && (
        <button type="button" class="btn sm" onClick={() => onOpen(person)}>
          {t('people.manage')} <span class="vh">{displayName}</span>
        </button>
      )}
    </li>
  )
}
