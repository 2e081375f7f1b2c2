import { useEffect, useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { FILTERS, type FilterName, type Filters, searchAddress } from './filters.ts'

interface Props {
  readonly filters: Filters
  readonly categories: readonly CategoryView[]
}

const STATUSES = ['held', 'published', 'rejected', 'removed', 'withdrawn'] as const

/** Every filter narrows; the address of the page is the search. */
export function SearchForm({ filters, categories }: Props) {
  const { t } = useTexts()
  const [typed, setTyped] = useState(filters)
  useEffect(() => setTyped(filters), [searchAddress(filters)])
  const set = (name: FilterName, value: string) => setTyped({ ...typed, [name]: value })
  const options: Partial<Record<FilterName, Options>> = {
    category: categories.map(({ code, name }) => [code, name]),
    status: STATUSES.map((status) => [status, t(`status.${status}`)]),
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element of that name is younger than the oldest browser served
    <form
      class="search-form"
      role="search"
      aria-label={t('search.title')}
      onSubmit={(event) => {
        event.preventDefault()
        location.assign(searchAddress(typed))
      }}
    >
      {FILTERS.map((name) => (
        <div key={name} class={name === 'text' ? 'field wide' : 'field'}>
          <label for={`search-${name}`}>{t(`search.${name}`)}</label>
          {options[name] ? (
            <Choice name={name} value={typed[name] ?? ''} options={options[name]} onChange={set} />
          ) : (
            <Line name={name} value={typed[name] ?? ''} onChange={set} />
          )}
        </div>
      ))}
      <p class="acts">
        <button type="submit" class="btn pri">
          {t('search.go')}
        </button>
        <a class="btn" href="#search">
          {t('search.clear')}
        </a>
      </p>
    </form>
  )
}

type Options = readonly (readonly [string, string])[]

interface FieldProps {
  readonly name: FilterName
  readonly value: string
  readonly onChange: (name: FilterName, value: string) => void
}

function Choice({ name, value, options, onChange }: FieldProps & { readonly options: Options }) {
  const { t } = useTexts()
  return (
    <select
      class="f"
      id={`search-${name}`}
      value={value}
      onChange={(event) => onChange(name, event.currentTarget.value)}
    >
      <option value="">{t('search.any')}</option>
      {options.map(([code, label]) => (
        <option key={code} value={code}>
          {label}
        </option>
      ))}
    </select>
  )
}

function Line({ name, value, onChange }: FieldProps) {
  const { t } = useTexts()
  const onInput = (event: { readonly currentTarget: { readonly value: string } }) =>
    onChange(name, event.currentTarget.value)
  if (name === 'from' || name === 'to') {
    return <input class="f" type="date" id={`search-${name}`} value={value} onInput={onInput} />
  }
  return (
    <input
      class="f"
      id={`search-${name}`}
      value={value}
      placeholder={name === 'text' ? t('search.text_hint') : ''}
      autocomplete="off"
      onInput={onInput}
    />
  )
}
