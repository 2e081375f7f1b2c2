/** Does some of a work again and again, so that no step holds others up for long, until none is left or it is stopped; returns how much was done. */
export async function untilNone(doSome: () => Promise<number>, stop: AbortSignal): Promise<number> {
  let done = 0
  for (let count = 1; count > 0 && !stop.aborted; done += count) count = await doSome()
  return done
}
