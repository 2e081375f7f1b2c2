import { adoptMineStyles } from '../mine-stylesheet.ts'
import { AppealBox } from './appeal-box.tsx'
import { EditBox } from './edit-box.tsx'
import { MinePanel } from './mine-panel.tsx'

/** What few readers ask for: a file of its own in the bundle, fetched when one does. */
export const mine = { AppealBox, EditBox, MinePanel, adoptMineStyles }
