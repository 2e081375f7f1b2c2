import type { zhHantLog } from './zh-hant.ts'

export const enLog: Readonly<Record<keyof typeof zhHantLog, string>> = {
  'menu.log': 'Log',
  'log.title': 'Log',
  'log.people': 'What was done about people is on record under',
  'log.failed': 'The log did not load. Please try again.',
  'log.none': 'Nobody has decided or changed anything yet.',
  'log.act': 'the act',
  'log.decided': '{by}: {act}',
  'log.undone': '{by} undid a decision',
  'log.many_decided': '{by}: {act}, {count} at once',
  'log.many_undone': '{by} undid an act on many ({act}); {count} stand as before',
  'log.sanctioned': '{by} sanctioned the author: {name}',
  'log.sanction_lifted': '{by} lifted a sanction: {name}',
  'log.risk_set': '{by} set the risk of an article: {name}',
  'log.template_made': '{by} added the wording “{name}”',
  'log.template_retired': '{by} retired the wording “{name}”',
  'log.macro_made': '{by} added the macro “{name}”',
  'log.macro_retired': '{by} retired the macro “{name}”',
}
