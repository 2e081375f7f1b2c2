import acting from './styles/acting.css?inline'
import { styleAdopter } from './stylesheet.ts'

/** Styles a shadow tree with what writing needs besides. */
export const adoptActingStyles = styleAdopter(acting)
