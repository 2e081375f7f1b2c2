import { BULK_POLICY, bulkUndoUntil } from '../../../moderation/bulk.ts'
import type { BulkAct, BulkActComment } from '../../../review/bulk/find-acts.ts'
import type { BulkPreview } from '../../../review/bulk/preview.ts'
import type { BulkRow } from '../../../review/bulk/rows.ts'
import { detectScript } from '../../../text/script.ts'
import type { BulkPreviewView, BulkSummary, BulkView } from './bulk-schemas.ts'

/** Who looks at it. */
interface Viewer {
  readonly moderatorId: string
  readonly mayDecide: boolean
  readonly isLead: boolean
  readonly now: Date
}

/** What whoever looks decided alone in bulk within the hour, and how many they may yet. */
interface Alone {
  readonly aloneLately: number
  readonly alone: number
}

export function viewPreview(bulkId: string, { comments, isCut }: BulkPreview, alone: Alone): BulkPreviewView {
  const ticked = comments.filter(({ isTicked }) => isTicked)
  return {
    bulkId,
    comments: comments.map(({ likeness, isTicked, outcome, holder, ...row }) => ({
      ...viewRow(row),
      likeness,
      isTicked,
      outcome,
      holder,
    })),
    isCut,
    counts: {
      statuses: tally(comments.map(({ status }) => status)),
      outcomes: tally(comments.map(({ outcome }) => outcome)),
      ticked: ticked.length,
      authors: new Set(ticked.map(({ readerId }) => readerId)).size,
    },
    ...alone,
    most: BULK_POLICY.most,
  }
}

export function viewAct(act: BulkAct & { readonly list: readonly BulkActComment[] }, viewer: Viewer): BulkView {
  const comments = act.list.map(({ seenStatus, outcome, decisionId, undoOutcome, ...row }) => ({
    ...viewRow(row),
    seenStatus,
    outcome,
    decisionId,
    undoOutcome,
  }))
  return { ...viewSummary(act, viewer), comments }
}

export function viewSummary(act: BulkAct, { moderatorId, mayDecide, isLead, now }: Viewer): BulkSummary {
  const { id, kind, category, note, source, state, proposedBy, approvedBy, withdrawnBy, undoneBy } = act
  const isOwn = proposedBy.id === moderatorId
  const undoUntil = act.actedAt && bulkUndoUntil(act.actedAt)
  const isProposed = state === 'proposed'
  const isInTime = isOwn && undoUntil !== null && now < undoUntil
  return {
    ...{ id, kind, category, note, source, state, proposedBy, approvedBy, withdrawnBy, undoneBy },
    proposedAt: act.proposedAt.toISOString(),
    expiresAt: act.expiresAt?.toISOString() ?? null,
    actedAt: act.actedAt?.toISOString() ?? null,
    undoUntil: undoUntil?.toISOString() ?? null,
    size: act.comments,
    outcomes: { ...act.outcomes },
    undoOutcomes: { ...act.undoOutcomes },
    mayApprove: isProposed && mayDecide && !isOwn,
    mayWithdraw: isProposed && mayDecide && (isOwn || isLead),
    mayUndo: state === 'acted' && mayDecide && (isLead || isInTime),
  }
}

function viewRow({ readerId, authorName, articleId, articleTitle, createdAt, ...row }: BulkRow) {
  return {
    ...row,
    lang: detectScript(row.text),
    createdAt: createdAt.toISOString(),
    author: { id: readerId, name: authorName },
    article: { id: articleId, title: articleTitle },
  }
}

function tally<Name extends string>(names: readonly Name[]): Partial<Record<Name, number>> {
  const counts: Partial<Record<Name, number>> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
