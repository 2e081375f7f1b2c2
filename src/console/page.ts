import { useEffect, useState } from 'preact/hooks'

/** What the console shows: the address tells, so that a page can be kept and gone back to. */
export type Page = 'review' | 'models' | 'people' | 'account'

const PAGES: readonly Page[] = ['models', 'people', 'account']

/** Follows the address of the page. */
export function usePage(): Page {
  const [page, setPage] = useState(readPage)
  useEffect(() => {
    const onChange = () => setPage(readPage())
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  }, [])
  return page
}

function readPage(): Page {
  return PAGES.find((page) => location.hash === `#${page}`) ?? 'review'
}
