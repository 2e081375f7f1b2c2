import { adoptActingStyles } from '../acting-stylesheet.ts'
import { signedApi } from '../own-api.ts'
import { SignedThread } from '../signed-thread.ts'
import { browserStore } from '../store.ts'
import { readReader } from '../token.ts'
import { fetchMine } from './fetch-mine.ts'
import { SignedComments } from './signed-comments.tsx'

/** What only a signed-in reader needs: a file of its own in the bundle, which who only reads never fetches. */
export const acting = {
  SignedComments,
  SignedThread,
  adoptActingStyles,
  browserStore,
  fetchMine,
  readReader,
  signedApi,
}
