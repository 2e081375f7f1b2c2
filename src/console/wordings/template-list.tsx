import { useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { TemplateView } from '../../http/moderator/wording-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useTexts } from '../texts/texts.ts'
import { EditableList, type Ends } from './editable-list.tsx'
import { Pick, Write } from './form-fields.tsx'
import { SaveForm } from './save-form.tsx'

/** As the interface bounds them. */
const NAME_LENGTH = 40
const SENTENCE_LENGTH = 300

interface Props {
  readonly api: ModeratorApi
  readonly categories: readonly CategoryView[]
  readonly mayChange: boolean
  readonly onChanged: () => void
  readonly onEnded: () => void
}

/** The site's own wordings of what authors read, by category. */
export function TemplateList({ api, categories, mayChange, onChanged, onEnded }: Props) {
  const { t } = useTexts()
  const load = async () => {
    const reply = await api.templates()
    return reply.kind === 'ok' ? { ...reply, value: reply.value.templates } : reply
  }
  return (
    <EditableList<TemplateView>
      title={t('wordings.templates')}
      none={t('wordings.no_templates')}
      add={t('wordings.add_template')}
      mayChange={mayChange}
      load={load}
      retire={api.retireTemplate}
      onChanged={onChanged}
      onEnded={onEnded}
      form={(template, ends) => <TemplateForm api={api} template={template} categories={categories} ends={ends} />}
    >
      {({ name, category, isDefault, hant, hans, en }) => (
        <>
          <div>
            <b>{name}</b> <span class="tag">{categories.find(({ code }) => code === category)?.name ?? category}</span>{' '}
            {isDefault && <span class="tag ok">{t('wordings.default')}</span>}
          </div>
          <p lang="zh-Hant">{hant}</p>
          <p class="sub sm" lang="zh-Hans">
            {hans}
          </p>
          <p class="sub sm" lang="en">
            {en}
          </p>
        </>
      )}
    </EditableList>
  )
}

interface FormProps {
  readonly api: ModeratorApi
  readonly template: TemplateView | null
  readonly categories: readonly CategoryView[]
  readonly ends: Ends
}

function TemplateForm({ api, template, categories, ends }: FormProps) {
  const { t } = useTexts()
  const [category, setCategory] = useState(template?.category ?? categories[0]?.code ?? '')
  const [name, setName] = useState(template?.name ?? '')
  const [hant, setHant] = useState(template?.hant ?? '')
  const [hans, setHans] = useState(template?.hans ?? '')
  const [en, setEn] = useState(template?.en ?? '')
  const [isDefault, setDefault] = useState(template?.isDefault ?? false)
  const sentence = { length: SENTENCE_LENGTH, isLong: true }
  const save = () =>
    api.saveTemplate(template?.id ?? null, { category, name, hant, hans: hans.trim() || null, en, isDefault })
  return (
    <SaveForm title={t(template ? 'wordings.edit_template' : 'wordings.add_template')} ends={ends} save={save}>
      <Pick
        label={t('wordings.category')}
        value={category}
        options={categories.map((one) => ({ value: one.code, name: one.name }))}
        onChange={setCategory}
      />
      <Write label={t('wordings.name')} value={name} length={NAME_LENGTH} isRequired onChange={setName} />
      <Write label={t('wordings.hant')} lang="zh-Hant" value={hant} {...sentence} isRequired onChange={setHant} />
      <Write
        label={t('wordings.hans')}
        lang="zh-Hans"
        value={hans}
        {...sentence}
        isRequired={false}
        onChange={setHans}
      />
      <Write label={t('wordings.en')} lang="en" value={en} {...sentence} isRequired onChange={setEn} />
      <label class="tick">
        <input type="checkbox" checked={isDefault} onChange={(event) => setDefault(event.currentTarget.checked)} />
        {t('wordings.make_default')}
      </label>
    </SaveForm>
  )
}
