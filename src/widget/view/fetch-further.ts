import { untilLoaded } from '../until-loaded.ts'

export type Further = typeof import('./further.ts')

let further: Promise<Further> | undefined

/**
 * What follows the first page: a file of its own, fetched once that can be read, or when it is asked for before. It is
 * tried until it comes, so that whoever has pressed something waits and need not press again.
 */
export function fetchFurther(): Promise<Further> {
  further ??= new Promise((resolve) =>
    untilLoaded(
      () => import('./further.ts'),
      (it) => it && resolve(it),
    ),
  )
  return further
}
