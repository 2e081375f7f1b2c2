import { useState } from 'preact/hooks'
import type { ModelsView, ModelView } from '../../http/moderator/model-schemas.ts'
import type { ModelAct, ModeratorApi } from '../api/moderator-api.ts'
import { Sure } from '../sure.tsx'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { ModelLog } from './model-log.tsx'
import { ModelPanel } from './model-panel.tsx'
import { useModels } from './use-models.ts'

interface Props {
  readonly api: ModeratorApi
  readonly onEnded: () => void
}

interface Asked {
  readonly act: ModelAct
  readonly version: string
}

// What changes nothing for readers needs no second press.
const HARMLESS: ReadonlySet<ModelAct> = new Set(['shadow', 'withdraw'])

/** The site's own models: how good each is, which is in force, and what leads do with them. */
export function ModelsPage({ api, onEnded }: Props) {
  const { t } = useTexts()
  const { models, isBusy, isUnreachable, refusal, reload, act } = useModels(api, onEnded)
  const [asked, setAsked] = useState<Asked | null>(null)
  const onAct = (wanted: ModelAct, version: string): void => {
    if (HARMLESS.has(wanted)) act(wanted, version)
    else setAsked({ act: wanted, version })
  }
  return (
    <main class="page models">
      <h1>{t('models.title')}</h1>
      <p class="sub about">{t('models.about')}</p>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('models.failed')} onRetry={reload} />
      {models === null && isBusy && <p class="dim">{t('loading')}</p>}
      {models && <Shown models={models} isBusy={isBusy} onAct={onAct} />}
      {asked && (
        <Sure
          text={t(asked.act === 'promote' ? 'models.sure.promote' : 'models.sure.rollback', { version: asked.version })}
          onAnswer={(isSure) => {
            setAsked(null)
            if (isSure) act(asked.act, asked.version)
          }}
        />
      )}
    </main>
  )
}

// What reads comments stands first, however many nights have brought candidates since; the rest as it was trained.
const RANK: Readonly<Record<ModelView['state'], number>> = { active: 0, shadow: 1, candidate: 2, retired: 2 }

const byState = (one: ModelView, other: ModelView): number => RANK[one.state] - RANK[other.state]

interface ShownProps {
  readonly models: ModelsView
  readonly isBusy: boolean
  readonly onAct: (act: ModelAct, version: string) => void
}

function Shown({ models: { models, shipped, reading, events, mayChange }, isBusy, onAct }: ShownProps) {
  const { t } = useTexts()
  const isOwnActive = models.some(({ state }) => state === 'active')
  return (
    <>
      {models.some(({ isUnreadable }) => isUnreadable) && <Unreadable models={models} reading={reading} />}
      {!isOwnActive && shipped !== null && <p class="panel now">{t('models.shipped', { version: shipped })}</p>}
      {models.length === 0 && <p class="dim">{t('models.none')}</p>}
      {!mayChange && models.length > 0 && <p class="dim">{t('models.lead_only')}</p>}
      {[...models].sort(byState).map((model) => (
        <ModelPanel key={model.version} model={model} mayChange={mayChange} isBusy={isBusy} onAct={onAct} />
      ))}
      {events.length > 0 && <ModelLog events={events} />}
    </>
  )
}

/** What is to be asked and cannot be read, and what reads in its place. */
function Unreadable({ models, reading }: Pick<ModelsView, 'models' | 'reading'>) {
  const { t } = useTexts()
  return (
    <div class="panel warn" role="alert">
      {models
        .filter(({ isUnreadable }) => isUnreadable)
        .map(({ version, state }) => (
          <p key={version}>
            {state === 'active'
              ? t(reading === null ? 'models.unreadable_rules' : 'models.unreadable', {
                  version,
                  reading: reading ?? '',
                })
              : t('models.unreadable_shadow', { version })}
          </p>
        ))}
    </div>
  )
}
