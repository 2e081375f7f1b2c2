import { adoptMineStyles } from '../mine-stylesheet.ts'
import { EditBox } from './edit-box.tsx'
import { MinePanel } from './mine-panel.tsx'

/** What few readers ask for: a file of its own in the bundle, fetched when one does. */
export const mine = { EditBox, MinePanel, adoptMineStyles }
