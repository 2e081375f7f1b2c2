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
    useEffect(() => {
      if (Page) return
      fetchPage().then(
        (page) => {
          fetched = page
          setPage(() => page)
        },
        () => setFailed(true),
      )
    }, [])
    if (Page) return <Page {...props} />
    if (!isFailed) return <p class="whole dim">{t('loading')}</p>
    return (
      <p class="whole" role="alert">
        {t('page.failed')}{' '}
        <button type="button" class="btn sm" onClick={() => void reload()}>
          {t('retry')}
        </button>
      </p>
    )
  }
}

/**
 * Loads the console anew, once the service answers: a browser may keep the failure of a file, and after an update the file
 * has another name.
 */
async function reload(): Promise<void> {
  const isThere = await fetch(location.href, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
  if (isThere) location.reload()
}
