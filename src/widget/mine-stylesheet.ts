import mine from './styles/mine.css?inline'
import { styleAdopter } from './stylesheet.ts'

/** Styles a shadow tree with what a reader's own profile needs besides. */
export const adoptMineStyles = styleAdopter(mine)
