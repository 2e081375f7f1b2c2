import { useState } from 'preact/hooks'
import type { SignedApi } from '../own-api.ts'
import type { MineTexts } from '../texts/mine/mine-texts.ts'

interface DownloadProfileProps {
  readonly api: SignedApi
  readonly texts: MineTexts
}

/** All that is kept of the reader, as a file. It is fetched with the token, which no address may carry. */
export function DownloadProfile({ api, texts }: DownloadProfileProps) {
  const [isUnderWay, setUnderWay] = useState(false)
  const [failed, setFailed] = useState('')
  const download = async () => {
    if (isUnderWay) return
    setUnderWay(true)
    const answer = await api.ask<unknown>('/v1/me/export')
    setUnderWay(false)
    if (answer.ok) save(JSON.stringify(answer.value, null, 2))
    setFailed(answer.ok ? '' : answer.problem.kind === 'slow' ? answer.problem.why || texts.failed : texts.failed)
  }
  return (
    <div class="choice">
      <button class="alt" type="button" aria-disabled={isUnderWay} onClick={download}>
        {isUnderWay ? texts.exporting : texts.export}
      </button>
      <p>{texts.exportHint}</p>
      {failed && (
        <p class="hint no" role="alert">
          {failed}
        </p>
      )}
    </div>
  )
}

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'comments.json'
  link.click()
  URL.revokeObjectURL(address)
}
