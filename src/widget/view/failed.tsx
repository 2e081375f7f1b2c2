interface FailedProps {
  readonly isSo: boolean
  readonly words: string
}

/** Says beside a button that what it was pressed for did not go through. */
export function Failed({ isSo, words }: FailedProps) {
  if (!isSo) return null
  return (
    <span class="hint" role="alert">
      {words}
    </span>
  )
}
