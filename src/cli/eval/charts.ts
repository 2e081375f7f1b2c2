/** A line over the unit square, or over what the axes span. */
export interface LineChart {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly points: readonly (readonly [x: number, y: number])[]
  /** Marks each point, where there are few. */
  readonly hasDots: boolean
  /** What chance or perfection would give, drawn faintly. */
  readonly reference: readonly (readonly [x: number, y: number])[]
}

interface Axis {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** Draws a line chart as SVG; colours come from the page's classes. */
export function drawLines({ title, x, y, points, reference, hasDots }: LineChart): string {
  const place = ([one, other]: readonly [number, number]): string => `${scale(one, x, ACROSS)},${scale(other, y, UP)}`
  const ticks = [0, 0.25, 0.5, 0.75, 1]
  const grid = ticks.map((tick) => {
    const across = at(LEFT + tick * SIDE)
    const up = at(TOP + SIDE - tick * SIDE)
    const lines = `<path class="grid" d="M${across} ${TOP}V${TOP + SIDE}M${LEFT} ${up}H${LEFT + SIDE}"/>`
    const bottom = `<text x="${across}" y="${TOP + SIDE + 14}" text-anchor="middle">${label(tick, x)}</text>`
    return `${lines}${bottom}<text x="${LEFT - 5}" y="${Number(up) + 4}" text-anchor="end">${label(tick, y)}</text>`
  })
  const dots = hasDots
    ? points.map((point) => {
        const [across, up] = place(point).split(',')
        return `<circle class="dot" cx="${across}" cy="${up}" r="3"><title>${point.map((one) => one.toFixed(3)).join(', ')}</title></circle>`
      })
    : []
  return `<svg viewBox="0 0 ${LEFT + SIDE + 12} ${TOP + SIDE + 34}" role="img" aria-label="${asHtml(title)}">
<text class="title" x="${LEFT}" y="14">${asHtml(title)}</text>${grid.join('')}
<polyline class="reference" points="${reference.map(place).join(' ')}"/>
<polyline class="line" points="${points.map(place).join(' ')}"/>${dots.join('')}
<text x="${LEFT + SIDE / 2}" y="${TOP + SIDE + 29}" text-anchor="middle">${asHtml(x.name)}</text>
<text transform="translate(10 ${TOP + SIDE / 2}) rotate(-90)" text-anchor="middle">${asHtml(y.name)}</text></svg>`
}

/** A bar of several parts, each a share of one. */
export interface Bar {
  readonly name: string
  readonly parts: readonly { readonly value: number; readonly className: string; readonly says: string }[]
  /** Written behind the bar. */
  readonly figure: string
}

/** Draws horizontal bars as SVG, one below the other. */
export function drawBars(title: string, bars: readonly Bar[]): string {
  const rows = bars.map(({ name, parts, figure }, row) => {
    const top = row * ROW + 4
    let from = NAMES
    const pieces = parts.map(({ value, className, says }) => {
      const width = value * BAR
      const piece = `<rect class="${className}" x="${at(from)}" y="${top}" width="${at(width)}" height="${ROW - 6}"><title>${asHtml(says)}</title></rect>`
      from += width
      return piece
    })
    const frame = `<rect class="frame" x="${NAMES}" y="${top}" width="${BAR}" height="${ROW - 6}"/>`
    const text = `<text x="${NAMES - 8}" y="${top + 12}" text-anchor="end">${asHtml(name)}</text>`
    return `${frame}${pieces.join('')}${text}<text x="${NAMES + BAR + 8}" y="${top + 12}">${asHtml(figure)}</text>`
  })
  const height = bars.length * ROW + 8
  return `<svg class="wide" viewBox="0 0 ${NAMES + BAR + 160} ${height}" role="img" aria-label="${asHtml(title)}">${rows.join('')}</svg>`
}

/** Writes a text so that it stands in HTML as it is. */
export function asHtml(text: string): string {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)
}

// User units; the page scales them.
const LEFT = 46
const TOP = 24
const SIDE = 200
const ACROSS = [LEFT, LEFT + SIDE] as const
const UP = [TOP + SIDE, TOP] as const
const ROW = 22
const NAMES = 190
const BAR = 420

function scale(value: number, { from, to }: Axis, [start, end]: readonly [start: number, end: number]): string {
  const share = Math.min(Math.max((value - from) / (to - from), 0), 1)
  return at(start + share * (end - start))
}

function at(place: number): string {
  return place.toFixed(1)
}

function label(tick: number, { from, to }: Axis): string {
  return String(Math.round((from + tick * (to - from)) * 1000) / 1000)
}
