type Stop = (() => void) | undefined

export interface Follower {
  /** Starts a course, and again whenever what it depends on is not what it was, after stopping what it had begun. */
  follow(name: string, on: readonly unknown[], start: () => Stop): void
  stop(): void
}

/** Keeps courses of action in step with what they depend on. */
export function createFollower(): Follower {
  const courses: Record<string, { readonly on: readonly unknown[]; readonly stop: Stop }> = {}
  return {
    follow(name, on, start) {
      const course = courses[name]
      if (course?.on.every((each, index) => each === on[index])) return
      course?.stop?.()
      courses[name] = { on, stop: start() }
    },
    stop() {
      for (const { stop } of Object.values(courses)) stop?.()
    },
  }
}
