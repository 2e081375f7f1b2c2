import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { axisSteps } from './axis-steps.ts'
import type { ChartProps, Series } from './chart.tsx'

interface Drawn {
  readonly stop: () => void
}

type Chart = Pick<ChartProps, 'points' | 'series' | 'say' | 'tick' | 'isShare' | 'height'>

/** Draws into an element, anew whenever its width or the theme changes, and tells of each drawing. */
export function drawChart(place: HTMLElement, chart: Chart, onDrawn: (plot: uPlot) => void): Drawn {
  let plot: uPlot | undefined
  const draw = () => {
    plot?.destroy()
    const size = { width: Math.max(120, place.clientWidth), height: chart.height ?? 220 }
    plot = new uPlot({ ...size, ...optionsOf(chart, getComputedStyle(place)) }, dataOf(chart), place)
    onDrawn(plot)
  }
  draw()
  const sizes = new ResizeObserver(() => {
    if (plot && place.clientWidth > 0 && plot.width !== place.clientWidth) draw()
  })
  sizes.observe(place)
  const themes = new MutationObserver(draw)
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return {
    stop: () => {
      sizes.disconnect()
      themes.disconnect()
      plot?.destroy()
    },
  }
}

const isBar = ({ look }: Series): boolean => look === 'bars' || look === 'hatched'

/** Bars are stacked: each layer reaches as high as itself and those below it, and the highest is drawn first. */
function dataOf({ points, series }: Chart): uPlot.AlignedData {
  const bars = series.filter(isBar)
  const heights = bars.map((_, layer) =>
    points.map((_point, at) => bars.slice(0, layer + 1).reduce((sum, { values }) => sum + (values[at] ?? 0), 0)),
  )
  const lines = series.filter((one) => !isBar(one)).map(({ values }) => [...values])
  return [points.map((_, at) => at), ...heights.reverse(), ...lines]
}

function optionsOf(
  { points, series, say, tick = say, isShare = false }: Chart,
  style: CSSStyleDeclaration,
): Omit<uPlot.Options, 'width' | 'height'> {
  const color = (token: string) => style.getPropertyValue(token).trim()
  const axis = { stroke: color('--ink-3'), font: `12px ${style.fontFamily}`, ticks: { show: false } }
  const ordered = [...series.filter(isBar).reverse(), ...series.filter((one) => !isBar(one))]
  const hasBars = series.some(isBar)
  return {
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: {
        time: false,
        range: () => (hasBars ? [-0.6, points.length - 0.4] : [-0.2, Math.max(1, points.length - 0.8)]),
      },
      y: { range: (_plot, _low, high) => [0, Math.max(1, (high ?? 0) * 1.1)] },
    },
    axes: [
      {
        ...axis,
        size: 30,
        grid: { show: false },
        space: 46,
        incrs: [1, 2, 3, 5, 7, 10, 14, 20, 30],
        values: (_plot, splits) => splits.map((at) => (Number.isInteger(at) ? (points[at] ?? '') : '')),
      },
      {
        ...axis,
        size: 54,
        incrs: axisSteps(isShare),
        grid: { stroke: color('--s-grid'), width: 1 },
        values: (_plot, splits) => splits.map((value) => tick(value)),
      },
    ],
    series: [{}, ...ordered.map((one) => seriesOf(one, color))],
  }
}

function seriesOf(one: Series, color: (token: string) => string): uPlot.Series {
  const stroke = color(one.color)
  if (isBar(one)) {
    const paths = uPlot.paths.bars?.({ size: [0.62, 44] })
    const fill = one.look === 'hatched' ? hatching(stroke, color('--surface')) : stroke
    return { label: one.name, fill: () => fill, width: 0, points: { show: false }, ...(paths && { paths }) }
  }
  const dash = one.look === 'dashed' ? { dash: [7, 4] } : one.look === 'dots' ? { dash: [2, 4] } : {}
  return {
    label: one.name,
    stroke,
    width: 2,
    spanGaps: true,
    points: one.look === 'line' ? { size: 6 } : { show: false },
    ...dash,
  }
}

/** A pattern tells the layers apart where colours do not. */
function hatching(stroke: string, paper: string): CanvasPattern | string {
  const tile = document.createElement('canvas')
  tile.width = 6
  tile.height = 6
  const pen = tile.getContext('2d')
  if (!pen) return stroke
  pen.fillStyle = paper
  pen.fillRect(0, 0, 6, 6)
  pen.strokeStyle = stroke
  pen.lineWidth = 2.4
  for (const shift of [-6, 0, 6]) {
    pen.beginPath()
    pen.moveTo(shift, 6)
    pen.lineTo(shift + 6, 0)
    pen.stroke()
  }
  return pen.createPattern(tile, 'repeat') ?? stroke
}
