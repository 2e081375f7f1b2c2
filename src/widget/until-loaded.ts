const RETRY_MS = 4_000

/** Loads until that succeeds, and tells of every attempt: `undefined` for one that failed. Returns how to stop. */
export function untilLoaded<Value>(load: () => Promise<Value>, told: (value?: Value) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const attempt = async () => {
    const value = await load().catch(() => undefined)
    if (isOver) return
    told(value)
    if (value === undefined) timer = setTimeout(attempt, RETRY_MS)
  }
  void attempt()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
