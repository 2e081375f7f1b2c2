import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Settings } from '../settings.ts'
import { useTexts } from '../texts/texts.ts'
import { Many } from './many.tsx'
import { readManyAddress } from './many-address.ts'

interface Props {
  readonly api: ModeratorApi
  readonly settings: Settings
  readonly what: string
  readonly onEnded: () => void
}

/** What is like a comment, or the last of one author, as the address says. */
export function ManyPage({ api, settings, what, onEnded }: Props) {
  const { t } = useTexts()
  const asked = readManyAddress(what)
  if (!asked) {
    return (
      <main class="page">
        <h1>{t('menu.acts')}</h1>
        <p class="dim">{t('many.unknown')}</p>
      </main>
    )
  }
  return <Many {...{ api, settings, onEnded }} {...asked} onBack={() => history.back()} />
}
