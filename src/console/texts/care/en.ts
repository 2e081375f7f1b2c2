import type { zhHantCare } from './zh-hant.ts'

export const enCare: Readonly<Record<keyof typeof zhHantCare, string>> = {
  'care.title': 'Care for yourself',
  'care.blur': 'Blur gore and sexual content',
  'care.blur.help': 'The text is blurred until you press H.',
  'care.break': 'Reminder after working for',
  'care.break.off': 'never',
  'care.break.minutes': '{count} {count#minute|minutes}',
  'care.break.due':
    'You have worked for {count} {count#minute|minutes} without a pause. Look into the distance; rest a little.',
  'care.break.dismiss': 'All right',
  'veil.hidden': 'May contain {categories}; blurred',
  'veil.show': 'Show',
  'veil.hide': 'Blur again',
  'veil.first': 'What you have not read cannot be published. It is shown now; press again when you have read it.',
  'help.veil': 'Show or blur sensitive text',
}
