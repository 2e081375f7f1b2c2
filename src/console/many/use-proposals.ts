import { useEffect, useState } from 'preact/hooks'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Review } from '../review/review.ts'
import { useReviewState } from '../review/use-review.ts'

/** How many acts on many this moderator may approve now; the stream of changes tells when to look again. */
export function useProposals(api: ModeratorApi, review: Review): number {
  const { actsHeard } = useReviewState(review)
  const [count, setCount] = useState(0)
  useEffect(() => {
    let isCurrent = true
    void api.acts().then((reply) => {
      if (isCurrent && reply.kind === 'ok') setCount(reply.value.acts.filter(({ mayApprove }) => mayApprove).length)
    })
    return () => {
      isCurrent = false
    }
  }, [actsHeard])
  return count
}
