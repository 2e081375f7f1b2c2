import report from './styles/report.css?inline'
import { styleAdopter } from './stylesheet.ts'

/** Styles a shadow tree with what a report needs besides. */
export const adoptReportStyles = styleAdopter(report)
