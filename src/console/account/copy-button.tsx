import { useState } from 'preact/hooks'

interface Props {
  readonly text: string
  readonly label: string
  readonly done: string
}

/** Copies a text, and says so. Where the browser does not let it, the text can still be selected. */
export function CopyButton({ text, label, done }: Props) {
  const [isDone, setDone] = useState(false)
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setDone(true),
      () => setDone(false),
    )
  return (
    <>
      <button type="button" class="btn" onClick={() => void copy()}>
        {label}
      </button>
      <span class="sm dim" role="status">
        {isDone ? done : ''}
      </span>
    </>
  )
}
