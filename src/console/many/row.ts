import type { BulkPreviewView } from '../../http/moderator/bulk/bulk-schemas.ts'
import { isVeiledCategory } from '../care/veil.ts'

/** A comment as a line among many. */
export type Row = Omit<BulkPreviewView['comments'][number], 'likeness' | 'isTicked' | 'outcome' | 'holder'>

/** Tells whether a line is blurred, by what it was refused for or what the machine suspected. */
export function isVeiledRow({ category, suspected }: Pick<Row, 'category' | 'suspected'>): boolean {
  return isVeiledCategory(category) || isVeiledCategory(suspected)
}
