import type { Ranking, SetFigures } from '../../screening/classifier/measures/measure-set.ts'
import { asHtml, type Bar, drawBars, drawLines } from './charts.ts'
import type { Origin } from './origin.ts'
import { isNameColumn, type Table, tablesOf } from './tables.ts'

/** Writes the figures as one HTML page that needs nothing but itself. */
export function writeReport(figures: readonly SetFigures[], { at, paths, versions }: Origin): string {
  const disguised = figures.filter(({ perturbations }) => perturbations.length > 0)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Screening, measured</title>
<style>${STYLE}</style>
<main>
<h1>Screening, measured</h1>
<p>${asHtml(nameVersions(versions))}</p>
<p><time datetime="${at.toISOString()}">${at.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>, of ${paths.map((path) => `<code>${asHtml(path)}</code>`).join(', ')}</p>
<h2>Where texts go</h2>
<p><b class="held">held</b> and <b class="blocked">blocked</b>, of the texts that people judged good, bad or not at all.</p>
${drawBars('Shares held and blocked', figures.flatMap(routingBars))}
${figures.map(curves).join('\n')}
${disguised.length > 0 ? '<h2>Disguises</h2><p>Recall of the bad texts at 5 % false positives.</p>' : ''}
${disguised.map(({ name, perturbations }) => `<h3>${asHtml(name)}</h3>${drawBars(`Recall under disguise, ${name}`, perturbations.map(disguiseBar))}`).join('\n')}
<h2>Figures</h2>
${tablesOf(figures).map(writeTable).join('\n')}
</main>
</html>
`
}

function nameVersions({ wordlists, policy, model }: Origin['versions']): string {
  return `wordlists ${wordlists}, ${policy}, ${model === null ? 'no model' : `model ${model}`}`
}

function routingBars({ name, good, bad, routing }: SetFigures): readonly Bar[] {
  const unjudged = routing.filter(({ label }) => label === 'unjudged')
  const groups = [{ ...good, kind: 'good' }, { ...bad, kind: 'bad' }, ...unjudged.map((one) => ({ ...one, kind: '' }))]
  return groups
    .filter(({ count }) => count > 0)
    .map(({ kind, held, blocked, count }) => ({
      name: `${name} ${kind}`,
      parts: [
        { value: held, className: 'held', says: `held ${percent(held)} of ${count}` },
        { value: blocked, className: 'blocked', says: `blocked ${percent(blocked)} of ${count}` },
      ],
      figure: `${percent(held)} / ${percent(blocked)}`,
    }))
}

function disguiseBar({ perturbation, count, recall, ofPlain }: SetFigures['perturbations'][number]): Bar {
  const figure = ofPlain === undefined ? recall.toFixed(3) : `${recall.toFixed(3)}, ${ofPlain.toFixed(2)} of plain`
  const says = `${percent(recall)} of ${count}`
  return { name: perturbation, parts: [{ value: recall, className: 'seen', says }], figure }
}

const UNIT = { from: 0, to: 1 }
// More points than the width of a chart has pixels say nothing.
const MOST_POINTS = 240

function curves({ name, ranking }: SetFigures): string {
  if (!ranking) return ''
  const { riskCoverage, bins, auc, calibrationError } = ranking
  const worst = Math.max(0.1, ...riskCoverage.map(({ errors }) => errors))
  const found = drawLines({
    title: `AUC ${auc.toFixed(3)}`,
    x: { name: 'good flagged', ...UNIT },
    y: { name: 'bad flagged', ...UNIT },
    points: rankingPoints(ranking),
    reference: DIAGONAL,
    hasDots: false,
  })
  const coverage = drawLines({
    title: 'Errors among the surest',
    x: { name: 'share of texts', from: 0.5, to: 1 },
    y: { name: 'wrong answers', from: 0, to: Math.ceil(worst * 10) / 10 },
    points: riskCoverage.map((one) => [one.coverage, one.errors] as const),
    reference: [],
    hasDots: true,
  })
  const calibration = drawLines({
    title: `Calibration, ECE ${calibrationError.toFixed(3)}`,
    x: { name: 'score', ...UNIT },
    y: { name: 'share of bad', ...UNIT },
    points: bins.map((bin) => [bin.meanScore, bin.badShare] as const),
    reference: DIAGONAL,
    hasDots: true,
  })
  return `<h2>${asHtml(name)}</h2><div class="curves">${found}${coverage}${calibration}</div>`
}

const DIAGONAL = [
  [0, 0],
  [1, 1],
] as const

function rankingPoints({ points }: Ranking): readonly (readonly [number, number])[] {
  const step = Math.ceil(points.length / MOST_POINTS)
  return points
    .filter((_, at) => at % step === 0 || at === points.length - 1)
    .map(({ falsePositives, recall }) => [falsePositives, recall] as const)
}

function writeTable({ title, note, head, rows }: Table): string {
  const cell = (tag: string) => (text: string, at: number) => {
    const ranged = isNameColumn(head[at]) ? ' class="name"' : ''
    return `<${tag}${ranged}>${asHtml(text)}</${tag}>`
  }
  const body = rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('\n')
  return `<h3>${asHtml(title)}</h3><p>${asHtml(note.charAt(0).toUpperCase() + note.slice(1))}.</p>
<div class="scroll"><table><thead><tr>${head.map(cell('th')).join('')}</tr></thead><tbody>${body}</tbody></table></div>`
}

function percent(value: number): string {
  return `${(value * 100).toFixed(2)} %`
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1d1f22; --faint: #d9dcdf; --ground: #fcfcfb; --held: #b97a10; --blocked: #b3261e; --line: #2457a6 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e7e8; --faint: #3a3e43; --ground: #16181a; --held: #e0a33c; --blocked: #f0786e; --line: #8ab4f8 }
}
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1, h2, h3 { line-height: 1.25; margin: 2em 0 0.5em }
h1 { margin-top: 0 }
svg { width: 100%; height: auto }
svg text { font: 11px system-ui, sans-serif; fill: var(--ink) }
svg .title { font-weight: 600 }
.curves { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem }
.wide { max-width: 48rem }
.grid { stroke: var(--faint); fill: none }
.frame { fill: none; stroke: var(--faint) }
.line { fill: none; stroke: var(--line); stroke-width: 2 }
.reference { fill: none; stroke: var(--ink); opacity: 0.35; stroke-dasharray: 3 3 }
.dot, rect.seen { fill: var(--line) }
rect.held { fill: var(--held) }
rect.blocked { fill: var(--blocked) }
b.held { color: var(--held) }
b.blocked { color: var(--blocked) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 0.2rem 0.6rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--faint) }
.name { text-align: left }
`
