import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../problem.ts'
import { endSentence } from '../sentence.ts'
import type { ActingTexts } from '../texts/acting/acting-texts.ts'
import { fill } from '../texts/texts.ts'
import { NoticeIcon, OfflineIcon } from './acting-icons.tsx'
import type { ActingGiven } from './given.ts'
import { Note } from './note.tsx'

interface ProblemNoteProps {
  readonly problem: Problem | undefined
  /** Called when the time to wait is over. */
  readonly over: () => void
}

/** Why the comment was not sent, and what the reader can do. What keeps one from writing at all is said by the gate. */
export function ProblemNote({ problem, over }: ProblemNoteProps, { acting: { texts } }: ActingGiven) {
  if (problem?.kind === 'slow') return <Pause seconds={problem.seconds} why={problem.why} over={over} />
  if (problem?.kind === 'refused') {
    return (
      <Note tone="no" role="alert" icon={<NoticeIcon />} title={texts.refusedTitle}>
        <p>{problem.message}</p>
      </Note>
    )
  }
  if (problem?.kind !== 'offline' && problem?.kind !== 'server') return null
  const isOffline = problem.kind === 'offline'
  const icon = isOffline ? <OfflineIcon /> : <NoticeIcon />
  return (
    <Note tone="off" role="alert" icon={icon} title={isOffline ? texts.offlineTitle : texts.serverTitle}>
      <p>{isOffline ? texts.offlineHint : texts.serverHint}</p>
    </Note>
  )
}

interface PauseProps {
  readonly seconds: number
  readonly why: string
  readonly over: () => void
}

/** Counts down for the eye; a screen reader hears the time once, not every second. */
function Pause({ seconds, why, over }: PauseProps, { acting: { texts } }: ActingGiven) {
  const [end] = useState(() => Date.now() + seconds * 1000)
  const [left, setLeft] = useState(seconds)
  const ended = useRef(over)
  ended.current = over
  useEffect(() => {
    // From the clock, not by counting ticks: a background tab gets few of them.
    const timer = setInterval(() => {
      const rest = Math.ceil((end - Date.now()) / 1000)
      setLeft(rest)
      if (rest <= 0) ended.current()
    }, 250)
    return () => clearInterval(timer)
  }, [end])
  const title = (
    <>
      <span class="vh">{fill(texts.slowTitle, { wait: duration(seconds, texts) })}</span>
      <span aria-hidden="true" class="num">
        {fill(texts.slowTitle, { wait: duration(left, texts) })}
      </span>
    </>
  )
  return (
    <Note tone="off" title={title}>
      <p>
        {endSentence(why)}
        {texts.slowHint}
      </p>
    </Note>
  )
}

function duration(seconds: number, texts: ActingTexts): string {
  if (seconds < 60) return fill(texts.seconds, { n: Math.max(0, seconds) })
  return fill(texts.minutesSeconds, { m: Math.floor(seconds / 60), s: seconds % 60 })
}
