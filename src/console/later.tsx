import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useTexts } from './texts/texts.ts'

/** A page that is fetched by who opens it: whoever sits down at the desk does not wait for it. */
export function later<Props extends object>(fetchPage: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let fetched: ComponentType<Props> | undefined
  return function Later(props: Props) {
    const { t } = useTexts()
    const [Page, setPage] = useState(() => fetched)
    const [isFailed, setFailed] = useState(false)
    const load = () => {
      setFailed(false)
      fetchPage().then(
        (page) => {
          fetched = page
          setPage(() => page)
        },
        () => setFailed(true),
      )
    }
    useEffect(() => {
      if (!Page) load()
    }, [])
    if (Page) return <Page {...props} />
    if (!isFailed) return <p class="whole dim">{t('loading')}</p>
    return (
      <p class="whole" role="alert">
        {t('page.failed')}{' '}
        <button type="button" class="btn sm" onClick={load}>
          {t('retry')}
        </button>
      </p>
    )
  }
}
