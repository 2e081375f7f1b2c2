import { useEffect, useState } from 'preact/hooks'

/** What the console shows: the address tells, so that a page can be kept and gone back to. */
export type Page =
  | 'review'
  | 'comment'
  | 'search'
  | 'many'
  | 'acts'
  | 'wordings'
  | 'training'
  | 'models'
  | 'people'
  | 'statistics'
  | 'log'
  | 'account'

const PAGES: readonly Page[] = [
  'comment',
  'search',
  'many',
  'acts',
  'statistics',
  'log',
  'wordings',
  'training',
  'models',
  'people',
  'account',
]

/** A page, and what of it: `#review/reported` is a queue, `#comment/…` a comment. */
export interface Address {
  readonly page: Page
  /** Empty where the page alone is meant. */
  readonly what: string
}

/** Follows the address of the page. */
export function useAddress(): Address {
  const [address, setAddress] = useState(readAddress)
  useEffect(() => {
    const onChange = () => setAddress(readAddress())
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  }, [])
  return address
}

function readAddress(): Address {
  const [name = '', what = ''] = location.hash.slice(1).split('/')
  return { page: PAGES.find((page) => page === name) ?? 'review', what }
}
