import type { QualityView } from '../../http/moderator/quality-schemas.ts'
import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { appealsOverturned, intervalText, percent } from './figures.ts'
import { NumbersTable, Panel } from './panel.tsx'
import { ShareBar } from './share-bar.tsx'

interface Props {
  readonly numbers: StatisticsView
  readonly quality: QualityView
}

/** How often decisions were overturned, by whom, of how many. */
export function Overturned({ numbers: { again, undone }, quality }: Props) {
  const { t } = useTexts()
  const appeals = appealsOverturned(quality)
  const rows = [
    ['policy', again.ofPolicy],
    ['others', again.ofOthers],
    ['own', again.ofOwn],
    ['undone_self', undone.byThemselves],
    ['undone_others', undone.byOthers],
  ] as const
  return (
    <Panel id="overturned" title={t('statistics.overturn')} columns={6}>
      <NumbersTable
        caption={t('statistics.overturn')}
        heads={[t('statistics.overturn.kind'), t('statistics.share'), '95 %', t('statistics.decided')]}
        rows={[
          [
            t('statistics.overturn.appeals'),
            appeals ? <ShareBar key="share" share={appeals.share} /> : '–',
            '–',
            appeals ? `${appeals.count} / ${appeals.of}` : '0 / 0',
          ],
          ...rows.map(([whose, share]) => [
            t(`statistics.overturn.${whose}`),
            share ? <ShareBar key="share" share={share.share} /> : '–',
            share ? (
              <span key="interval" title={intervalText(share, t)}>
                {percent(share.low)}–{percent(share.high)}
              </span>
            ) : (
              '–'
            ),
            share ? `${share.count} / ${share.of}` : '0 / 0',
          ]),
        ]}
      />
    </Panel>
  )
}
