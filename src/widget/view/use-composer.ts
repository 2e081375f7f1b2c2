import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { OwnComment } from '../../http/reader/schemas.ts'
import { type Draft, EMPTY_DRAFT, newKey, readDraft, replaceDraft, withText, writeDraft } from '../draft.ts'
import { countGraphemes } from '../graphemes.ts'
import type { SignedApi } from '../own-api.ts'
import { describePage } from '../page.ts'
import type { Problem } from '../problem.ts'
import { browserStore } from '../store.ts'
import { type Warning, warningOf } from '../warning.ts'

export const TEXT_LIMIT = 2000

export interface Composer {
  readonly text: string
  readonly count: number
  readonly isSending: boolean
  readonly isRestored: boolean
  readonly problem: Problem | undefined
  /** What was found to say of this very text; sending it once more sends it as it is. */
  readonly warning: Warning | undefined
  readonly canSend: boolean
  readonly write: (text: string) => void
  readonly send: () => Promise<void>
  readonly forgetProblem: () => void
}

interface ComposerOptions {
  readonly api: SignedApi
  readonly article: string
  /** The comment that is answered; none for the first of a thread. */
  readonly replyTo?: string
  readonly onSent: (comment: OwnComment) => void
}

/** The box that a reader writes in: the text outlives reloads and failures, and no text is sent as two comments. */
export function useComposer({ api, article, replyTo, onSent }: ComposerOptions): Composer {
  const place = replyTo === undefined ? article : `${article}\n${replyTo}`
  const store = useMemo(browserStore, [])
  const [draft, setDraft] = useState<Draft>(() => readDraft(store, place))
  const [isRestored, setRestored] = useState(draft.text !== '')
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [warning, setWarning] = useState<Warning>()
  // Another reader, or the same with a fresh token: what stopped the last attempt need not stop the next.
  useEffect(() => setProblem(undefined), [api])
  const isUnderWay = useRef(false)
  const settle = (next: Draft) => {
    setDraft(next)
    replaceDraft(store, place, draft.text, next)
  }
  const count = useMemo(() => countGraphemes(draft.text.trim()), [draft.text])
  const canSend = count > 0 && count <= TEXT_LIMIT && !isSending && problem?.kind !== 'slow'
  const send = async () => {
    // Two submissions may come before the first is rendered.
    if (!canSend || isUnderWay.current) return
    isUnderWay.current = true
    setSending(true)
    // Neither twice for one text nor before a retry of one that may have arrived.
    const found = warning || draft.key ? undefined : await warningOf(api, draft.text)
    setWarning(found)
    if (found) {
      isUnderWay.current = false
      setSending(false)
      return
    }
    const attempt = { text: draft.text, key: draft.key || newKey() }
    settle(attempt)
    const answer = await api.post({ text: attempt.text, ...(replyTo && { replyTo }), ...page() }, attempt.key)
    isUnderWay.current = false
    setSending(false)
    setProblem(answer.ok ? undefined : answer.problem)
    if (answer.ok) {
      settle(EMPTY_DRAFT)
      setRestored(false)
      onSent(answer.value)
    } else if (answer.problem.kind === 'refused') settle({ ...attempt, key: '' })
  }
  const write = (text: string) => {
    setRestored(false)
    setWarning(undefined)
    if (problem?.kind !== 'slow') setProblem(undefined)
    const next = withText(draft, text)
    setDraft(next)
    writeDraft(store, place, next)
  }
  const forgetProblem = () => setProblem(undefined)
  return { text: draft.text, count, isSending, isRestored, problem, warning, canSend, write, send, forgetProblem }
}

function page() {
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null
  const described = describePage(document.title, location.href, canonical)
  return described === undefined ? {} : { page: described }
}
