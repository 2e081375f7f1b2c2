import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Reply } from '../api/request.ts'
import { useLoaded } from '../api/use-loaded.ts'
import { Sure } from '../sure.tsx'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'

interface Named {
  readonly id: string
  readonly name: string
}

/** How a dialog that saves one of the list ends. */
export interface Ends {
  readonly onSaved: () => void
  readonly onClose: () => void
  readonly onEnded: () => void
}

interface Props<T extends Named> {
  readonly title: string
  readonly none: string
  readonly add: string
  readonly mayChange: boolean
  readonly load: () => Promise<Reply<readonly T[]>>
  readonly retire: (id: string) => Promise<Reply<undefined>>
  readonly onChanged?: () => void
  readonly onEnded: () => void
  /** What is shown of one. */
  readonly children: (one: T) => ComponentChildren
  /** The dialog that changes one, or makes a new one where there is none. */
  readonly form: (one: T | null, ends: Ends) => ComponentChildren
}

type Open<T> = { readonly what: 'edit'; readonly one: T | null } | { readonly what: 'retire'; readonly one: T }

/** Things with a name that leads add, change and take out of use. */
export function EditableList<T extends Named>(props: Props<T>) {
  const { title, none, add, mayChange, load, retire, onChanged, onEnded, children, form } = props
  const { t } = useTexts()
  const id = useId()
  const { value, isUnreachable, refusal, reload, send } = useLoaded(load, onEnded)
  const [open, setOpen] = useState<Open<T> | null>(null)
  const close = () => setOpen(null)
  const retired = async (which: string) => {
    const reply = await retire(which)
    if (reply.kind !== 'ok') return reply
    onChanged?.()
    return load()
  }
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('wordings.failed')} onRetry={reload} />
      {value?.length === 0 && <p class="dim">{none}</p>}
      <ul class="wording-list">
        {value?.map((one) => (
          <li key={one.id}>
            {children(one)}
            {mayChange && (
              <div class="acts">
                <button type="button" class="btn sm" onClick={() => setOpen({ what: 'edit', one })}>
                  {t('wordings.edit')} <span class="vh">{one.name}</span>
                </button>
                <button type="button" class="btn sm" onClick={() => setOpen({ what: 'retire', one })}>
                  {t('wordings.retire')} <span class="vh">{one.name}</span>
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <button type="button" class="btn" onClick={() => setOpen({ what: 'edit', one: null })}>
          {add}
        </button>
      )}
      {open?.what === 'edit' &&
        form(open.one, {
          onSaved: () => {
            close()
            onChanged?.()
            reload()
          },
          onClose: close,
          onEnded,
        })}
      {open?.what === 'retire' && (
        <Sure
          text={t('wordings.sure', { name: open.one.name })}
          onAnswer={(isSure) => {
            close()
            if (isSure) void send(() => retired(open.one.id))
          }}
        />
      )}
    </section>
  )
}
