import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Whether the list keeps the height it had while loading: until it is out of sight, so that nothing visible moves up. */
export function useReservedHeight(panel: RefObject<HTMLElement | null>, isLoading: boolean): boolean {
  const [isReserved, setReserved] = useState(true)
  useEffect(() => {
    if (isLoading || !panel.current) return undefined
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) return
      setReserved(false)
      observer.disconnect()
    })
    observer.observe(panel.current)
    return () => observer.disconnect()
  }, [isLoading])
  return isReserved
}
