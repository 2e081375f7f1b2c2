import { useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { TrainingView } from '../../http/moderator/training-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Reply } from '../api/request.ts'
import { useLoaded } from '../api/use-loaded.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { Sure } from '../sure.tsx'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { KeptCard } from './kept-card.tsx'
import { Trainees } from './trainees.tsx'
import { TrainingForm } from './training-form.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly categories: readonly CategoryView[]
  readonly byCode: CategoriesByCode
  readonly mayChange: boolean
  readonly onEnded: () => void
}

type Card = TrainingView['cards'][number]
type Open = { readonly what: 'edit' | 'retire'; readonly card: Card }

/** The site's training cards and who is in training: leads change them, auditors read. */
export function KeptTraining({ api, categories, byCode, mayChange, onEnded }: Props) {
  const { t } = useTexts()
  const { value, isBusy, isUnreachable, refusal, reload, send } = useLoaded(api.training, onEnded)
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const change = (ask: () => Promise<Reply<undefined>>) =>
    void send(async () => {
      const reply = await ask()
      return reply.kind === 'ok' ? api.training() : reply
    })
  return (
    <>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('training.failed')} onRetry={reload} />
      {value && (
        <>
          <section class="panel" aria-labelledby="h-cards">
            <h2 id="h-cards">{t('training.cards', { count: value.cards.length })}</h2>
            {value.cards.length === 0 && <p class="dim">{t('training.no_cards')}</p>}
            <ul class="wording-list">
              {value.cards.map((card) => (
                <KeptCard
                  key={card.commentId}
                  card={card}
                  categories={byCode}
                  mayChange={mayChange}
                  onOpen={(what) => setOpen({ what, card })}
                />
              ))}
            </ul>
          </section>
          <Trainees
            trainees={value.trainees}
            mayChange={mayChange}
            isBusy={isBusy}
            onRate={(id, rate) => change(() => api.setTraining(id, rate))}
          />
        </>
      )}
      {open?.what === 'edit' && (
        <TrainingForm
          api={api}
          {...open.card}
          categories={categories}
          ends={{
            onSaved: () => {
              close()
              reload()
            },
            onClose: close,
            onEnded,
          }}
        />
      )}
      {open?.what === 'retire' && (
        <Sure
          text={t('training.sure')}
          onAnswer={(isSure) => {
            close()
            if (isSure) change(() => api.retireTrainingCard(open.card.commentId))
          }}
        />
      )}
    </>
  )
}
