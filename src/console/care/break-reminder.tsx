import { useEffect, useState } from 'preact/hooks'
import { useTexts } from '../texts/texts.ts'
import { isBreakDue, type WorkTime, worked } from './work-time.ts'

const LOOK_MS = 10_000

/** Suggests a break after so many minutes without a pause, again after as many more; it stops nobody. */
export function BreakReminder({ minutes }: { minutes: number }) {
  const { t } = useTexts()
  const [isDue, setDue] = useState(false)
  const dismiss = useWork(minutes, setDue)
  return (
    <div class="break" role="status">
      {isDue && (
        <p class="panel">
          {t('care.break.due', { count: minutes })}{' '}
          <button type="button" class="btn sm" onClick={dismiss}>
            {t('care.break.dismiss')}
          </button>
        </p>
      )}
    </div>
  )
}

function useWork(minutes: number, setDue: (isDue: boolean) => void): () => void {
  const [work] = useState<{ time: WorkTime | null }>(() => ({ time: null }))
  useEffect(() => {
    const onWork = () => {
      work.time = worked(work.time, Date.now())
    }
    const timer = setInterval(() => setDue(isBreakDue(work.time, Date.now(), minutes)), LOOK_MS)
    addEventListener('keydown', onWork)
    addEventListener('pointerdown', onWork)
    return () => {
      clearInterval(timer)
      removeEventListener('keydown', onWork)
      removeEventListener('pointerdown', onWork)
    }
  }, [minutes])
  return () => {
    work.time = worked(null, Date.now())
    setDue(false)
  }
}
