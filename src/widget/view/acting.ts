import { adoptActingStyles } from '../acting-stylesheet.ts'
import { Acts } from './acts.tsx'
import { Desk } from './desk.tsx'
import { Folded } from './folded.tsx'
import { MineButton } from './mine-button.tsx'
import { MinePlace } from './mine-place.tsx'
import { OwnCommentView, outcomeWords } from './own-comment.tsx'

/** What only a signed-in reader is shown: a file of its own in the bundle, which who only reads never fetches. */
export const acting = { Acts, Desk, Folded, MineButton, MinePlace, OwnCommentView, outcomeWords, adoptActingStyles }
