import type { Ranking, SetFigures } from '../../screening/classifier/measures/measure-set.ts'

/** A named table; the first column of its cells names the row. */
export interface Table {
  readonly title: string
  /** What a reader must know to read the figures. */
  readonly note: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Lays the figures out as tables; a table without rows is left out. */
export function tablesOf(figures: readonly SetFigures[]): readonly Table[] {
  const tables = [overview(figures), routing(figures), perturbations(figures), loads(figures), reliability(figures)]
  return tables.filter(({ rows }) => rows.length > 0)
}

/** Writes the tables for a terminal, columns aligned. */
export function formatFigures(figures: readonly SetFigures[]): string {
  return tablesOf(figures).map(formatTable).join('\n')
}

function overview(figures: readonly SetFigures[]): Table {
  return {
    title: 'Sets',
    note: 'recall at 5 % false positives; ECE of the score; shares of the good and the bad texts held and blocked',
    head: 'set|texts|accuracy|macro-F1|AUC|recall|ECE|good held|blocked|bad held|blocked'.split('|'),
    rows: figures.map(({ name, count, agreement, ranking, good, bad, routing }) => {
      const unjudged = routing.find(({ label }) => label === 'unjudged')
      const clean = unjudged && good.count === 0 ? unjudged : good
      return [
        name,
        String(count),
        share(agreement?.accuracy),
        share(agreement?.macroF1),
        share(ranking?.auc),
        share(ranking?.recallAtFalsePositives),
        share(ranking?.calibrationError),
        percent(clean.held, clean.count),
        percent(clean.blocked, clean.count),
        percent(bad.held, bad.count),
        percent(bad.blocked, bad.count),
      ]
    }),
  }
}

function routing(figures: readonly SetFigures[]): Table {
  return {
    title: 'Labels',
    note: 'where the texts of each label go, and how well it is told from the others',
    head: 'set|label|texts|held|blocked|precision|recall|F1'.split('|'),
    rows: figures.flatMap(({ name, routing: labels, agreement }) =>
      labels.map(({ label, count, held, blocked }) => {
        const own = agreement?.labels.find((one) => one.label === label)
        const shares = [percent(held, count), percent(blocked, count)]
        return [name, label, String(count), ...shares, share(own?.precision), share(own?.recall), share(own?.f1)]
      }),
    ),
  }
}

function perturbations(figures: readonly SetFigures[]): Table {
  return {
    title: 'Disguises',
    note: 'recall of the bad texts at 5 % false positives, its share of the recall of the plain ones; of the texts that rules hit when plain, the share they still hit',
    head: 'set|disguise|bad texts|recall|of plain|still hit'.split('|'),
    rows: figures.flatMap(({ name, perturbations: rows }) =>
      rows.map(({ perturbation, count, recall, ofPlain, hitSurvival }) => {
        return [name, perturbation, String(count), share(recall), share(ofPlain), share(hitSurvival)]
      }),
    ),
  }
}

function loads(figures: readonly SetFigures[]): Table {
  return {
    title: 'Reading',
    note: 'the share of texts that people must read for 0.5, 1 and 2 % of the bad to be missed; the share of wrong answers among the surest 50 to 100 % of texts',
    head: 'set|0.5 %|1 %|2 %|50|60|70|80|90|95|100 %'.split('|'),
    rows: ranked(figures, ({ reviewLoads, riskCoverage }) => [
      ...reviewLoads.map(({ load }) => percent(load)),
      ...riskCoverage.map(({ errors }) => share(errors)),
    ]),
  }
}

function reliability(figures: readonly SetFigures[]): Table {
  return {
    title: 'Calibration',
    note: 'the share of bad texts among those with a score from 0 to 0.1, and so on',
    head: 'set|0.0|0.1|0.2|0.3|0.4|0.5|0.6|0.7|0.8|0.9'.split('|'),
    rows: ranked(figures, ({ bins }) =>
      Array.from({ length: 10 }, (_, at) => share(bins.find(({ from }) => Math.round(from * 10) === at)?.badShare)),
    ),
  }
}

function ranked(figures: readonly SetFigures[], cells: (ranking: Ranking) => readonly string[]): string[][] {
  return figures.flatMap(({ name, ranking }) => (ranking ? [[name, ...cells(ranking)]] : []))
}

function share(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(3)
}

function percent(value: number, count = 1): string {
  return count === 0 ? '-' : `${(value * 100).toFixed(2)} %`
}

/** Writes one table for a terminal. */
export function formatTable({ title, note, head, rows }: Table): string {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (isNameColumn(head[at]) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  return `${[`${title}: ${note}`, '', line(head), ...rows.map(line)].join('\n')}\n`
}

/** Tells whether a column, by its head, holds names and not figures. */
export function isNameColumn(column: string | undefined): boolean {
  return column !== undefined && NAMES.has(column)
}

const NAMES: ReadonlySet<string> = new Set(['set', 'label', 'disguise', 'category', 'limit'])
