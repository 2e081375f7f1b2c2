import type { Settings } from '../settings.ts'
import type { Texts } from '../texts/texts.ts'
import type { Acting } from './fetch-acting.ts'

/** What `Comments` gives to whatever is drawn within it: the second argument of a component. */
export interface Given {
  readonly texts: Texts
}

/** What the parts for a signed-in reader are given. */
export interface ActingGiven extends Given {
  readonly acting: Acting
  readonly settings: Settings
}
