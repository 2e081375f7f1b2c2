import { useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { MacroView } from '../../http/moderator/wording-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useTexts } from '../texts/texts.ts'
import { EditableList, type Ends } from './editable-list.tsx'
import { Pick, Write } from './form-fields.tsx'
import { SaveForm } from './save-form.tsx'

/** As the interface bounds them. */
const NAME_LENGTH = 40
const NOTE_LENGTH = 1000

const KINDS = ['publish', 'reject', 'remove', 'restore'] as const
type Kind = (typeof KINDS)[number]

const REFUSALS: readonly Kind[] = ['reject', 'remove']

interface Props {
  readonly api: ModeratorApi
  readonly categories: readonly CategoryView[]
  readonly mayChange: boolean
  readonly onEnded: () => void
}

/** Decisions made ready, each for one key after M. */
export function MacroList({ api, categories, mayChange, onEnded }: Props) {
  const { t } = useTexts()
  const load = async () => {
    const reply = await api.macros()
    return reply.kind === 'ok' ? { ...reply, value: reply.value.macros } : reply
  }
  return (
    <EditableList<MacroView>
      title={t('wordings.macros')}
      none={t('wordings.no_macros')}
      add={t('wordings.add_macro')}
      mayChange={mayChange}
      load={load}
      retire={api.retireMacro}
      onEnded={onEnded}
      form={(macro, ends) => <MacroForm api={api} macro={macro} categories={categories} ends={ends} />}
    >
      {({ key, name, kind, category, note }) => (
        <>
          <div>
            <kbd>M</kbd> <kbd>{key.toUpperCase()}</kbd> <b>{name}</b>{' '}
            <span class={REFUSALS.includes(kind) ? 'tag no' : 'tag ok'}>{t(`act.${kind}`)}</span>{' '}
            {category !== null && (
              <span class="tag">{categories.find(({ code }) => code === category)?.name ?? category}</span>
            )}
          </div>
          {note !== null && <p class="sub sm">{t('past.note', { note })}</p>}
        </>
      )}
    </EditableList>
  )
}

interface FormProps {
  readonly api: ModeratorApi
  readonly macro: MacroView | null
  readonly categories: readonly CategoryView[]
  readonly ends: Ends
}

function MacroForm({ api, macro, categories, ends }: FormProps) {
  const { t } = useTexts()
  const [key, setKey] = useState(macro?.key ?? '')
  const [name, setName] = useState(macro?.name ?? '')
  const [kind, setKind] = useState<Kind>(macro?.kind ?? 'reject')
  const [category, setCategory] = useState(macro?.category ?? categories[0]?.code ?? '')
  const [note, setNote] = useState(macro?.note ?? '')
  const [templateId, setTemplateId] = useState(macro?.templateId ?? '')
  const isRefusal = REFUSALS.includes(kind)
  const templates = categories.find(({ code }) => code === category)?.templates ?? []
  const chosen = templates.find(({ id }) => id === templateId)?.id ?? null
  const save = () =>
    api.saveMacro(macro?.id ?? null, {
      key: key.toLowerCase(),
      name,
      kind,
      category: isRefusal ? category : null,
      note: note.trim() || null,
      templateId: isRefusal ? chosen : null,
    })
  return (
    <SaveForm title={t(macro ? 'wordings.edit_macro' : 'wordings.add_macro')} ends={ends} save={save}>
      <Write label={t('wordings.key')} value={key} length={1} isRequired onChange={setKey} />
      <Write label={t('wordings.name')} value={name} length={NAME_LENGTH} isRequired onChange={setName} />
      <Pick
        label={t('wordings.kind')}
        value={kind}
        options={KINDS.map((one) => ({ value: one, name: t(`act.${one}`) }))}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? kind)}
      />
      {isRefusal && (
        <Pick
          label={t('wordings.category')}
          value={category}
          options={categories.map((one) => ({ value: one.code, name: one.name }))}
          onChange={setCategory}
        />
      )}
      {isRefusal && templates.length > 0 && (
        <Pick
          label={t('wordings.template')}
          value={chosen ?? ''}
          options={[
            { value: '', name: t('bar.standard') },
            ...templates.map(({ id, name: n }) => ({ value: id, name: n })),
          ]}
          onChange={setTemplateId}
        />
      )}
      <Write
        label={t('wordings.note')}
        value={note}
        length={NOTE_LENGTH}
        isRequired={false}
        isLong
        onChange={setNote}
      />
    </SaveForm>
  )
}
