import { adoptActingStyles } from '../acting-stylesheet.ts'
import { ownReplies, pinnedOwn } from '../own-snapshot.ts'
import { SignedThread } from '../signed-thread.ts'
import { browserStore } from '../store.ts'
import { readReader } from '../token.ts'
import { Acts } from './acts.tsx'
import { Desk } from './desk.tsx'
import { fetchMine } from './fetch-mine.ts'
import { Folded } from './folded.tsx'
import { MineButton } from './mine-button.tsx'
import { MinePlace } from './mine-place.tsx'
import { ownActions } from './own-actions.ts'
import { OwnComments } from './own-comment.tsx'

/** What only a signed-in reader needs: a file of its own in the bundle, which who only reads never fetches. */
export const acting = {
  Acts,
  Desk,
  Folded,
  MineButton,
  MinePlace,
  OwnComments,
  SignedThread,
  adoptActingStyles,
  browserStore,
  fetchMine,
  ownActions,
  ownReplies,
  pinnedOwn,
  readReader,
}
