import { useLayoutEffect, useState } from 'preact/hooks'

const RETRY_MS = 4_000

export interface Later<Value> {
  readonly value: Value | undefined
  /** Whether the last attempt failed; another one follows. */
  readonly hasFailed: boolean
}

/** What another file of the bundle brings, once it is there; under a new name the old value stays until the new one comes. */
export function useLater<Value>(name: string, load: (() => Promise<Value>) | undefined): Later<Value> {
  const [later, setLater] = useState<Later<Value>>({ value: undefined, hasFailed: false })
  const isWanted = load !== undefined
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = !load
    const attempt = () => {
      if (isOver || !load) return
      load().then(
        (value) => isOver || setLater({ value, hasFailed: false }),
        () => {
          if (isOver) return
          setLater(({ value }) => ({ value, hasFailed: true }))
          timer = setTimeout(attempt, RETRY_MS)
        },
      )
    }
    attempt()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [name, isWanted])
  return later
}
