import { useEffect, useRef, useState } from 'preact/hooks'
import type uPlot from 'uplot'
import { useTexts } from '../texts/texts.ts'
import { drawChart } from './draw-chart.ts'

/** One line or one layer of stacked bars; colours are names of tokens. */
export interface Series {
  readonly name: string
  readonly values: readonly (number | null)[]
  readonly color: string
  readonly look: 'line' | 'dashed' | 'dots' | 'bars' | 'hatched'
}

export interface ChartProps {
  /** What the whole shows, for who does not see it. */
  readonly label: string
  /** What stands under each point. */
  readonly points: readonly string[]
  readonly series: readonly Series[]
  /** How a value is said. */
  readonly say: (value: number) => string
  /** How it is written beside the axis; as it is said unless told. */
  readonly tick?: (value: number) => string
  /** Values from 0 to 1, not whole numbers. */
  readonly isShare?: boolean
  readonly height?: number
}

/** A chart that is seen, and read point by point with the arrow keys; its numbers stand in the table beside it. */
export function Chart(props: ChartProps) {
  const { label, points, series, say } = props
  const { t } = useTexts()
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const [at, setAt] = useState<number | null>(null)
  useEffect(() => {
    if (!place.current) return
    const drawn = drawChart(place.current, props, (built) => {
      plot.current = built
    })
    return drawn.stop
  }, [props.points, props.series])

  const onKey = (event: KeyboardEvent) => {
    const last = points.length - 1
    const to = { ArrowRight: (at ?? -1) + 1, ArrowLeft: (at ?? points.length) - 1, Home: 0, End: last }[event.key]
    if (to === undefined || last < 0) return
    event.preventDefault()
    const next = Math.max(0, Math.min(last, to))
    setAt(next)
    plot.current?.setCursor({ left: plot.current.valToPos(next, 'x'), top: 0 })
  }
  return (
    <div class="chart">
      <div class="top">
        <ul class="legend" aria-hidden="true">
          {series.map(({ name, color, look }) => (
            <li key={name}>
              <i data-look={look} style={{ '--c': `var(${color})` }} />
              {name}
            </li>
          ))}
        </ul>
        <p class="point sm" role="status">
          {at !== null &&
            t('statistics.point', { at: points[at] ?? '', values: spoken(series, at, say).join(t('list.comma')) })}
        </p>
      </div>
      <div
        class="canvas"
        role="img"
        aria-label={`${label}${t('list.dot')}${t('statistics.keys')}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys read it point by point
        tabIndex={0}
        ref={place}
        style={{ height: `${props.height ?? 220}px` }}
        onKeyDown={onKey}
        onBlur={() => setAt(null)}
      />
    </div>
  )
}

function spoken(series: readonly Series[], at: number, say: ChartProps['say']): string[] {
  return series.flatMap(({ name, values }) => {
    const value = values[at] ?? null
    return value === null ? [] : [`${name} ${say(value)}`]
  })
}
