import type { zhHantLog } from './zh-hant.ts'

export const zhHansLog: Readonly<Record<keyof typeof zhHantLog, string>> = {
  'menu.log': '日志',
  'log.title': '日志',
  'log.people': '人员的变动另有记录，在',
  'log.failed': '日志没有载入，请再试一次。',
  'log.none': '还没有人裁决或更改过什么。',
  'log.act': '这一批',
  'log.decided': '{by}{act}',
  'log.undone': '{by}撤销裁决',
  'log.many_decided': '{by}成批{act} {count} 条',
  'log.many_undone': '{by}撤销成批{act}，{count} 条恢复原状',
  'log.sanctioned': '{by}处置作者：{name}',
  'log.sanction_lifted': '{by}解除处置：{name}',
  'log.risk_set': '{by}定文章风险：{name}',
  'log.template_made': '{by}新增范本「{name}」',
  'log.template_retired': '{by}停用范本「{name}」',
  'log.macro_made': '{by}新增快捷裁决「{name}」',
  'log.macro_retired': '{by}停用快捷裁决「{name}」',
}
