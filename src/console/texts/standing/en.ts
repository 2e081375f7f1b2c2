import type { zhHantStanding } from './zh-hant.ts'

export const enStanding: Readonly<Record<keyof typeof zhHantStanding, string>> = {
  'standing.grade': 'Credit {grade}, of A to E',
  'standing.credit': 'Credit',
  'standing.title': 'Sanctions',
  'standing.none': 'None',
  'standing.open': 'Sanction',
  'standing.dialog': 'Sanction the author: {name}',
  'standing.about':
    'It binds from the next comment on. Warnings, and limits and suspensions of up to three days, are for any moderator, the rest for leads.',
  'standing.measure': 'Measure',
  'standing.measure.warn': 'Warn',
  'standing.measure.limit': 'Limit: a person reads each comment first',
  'standing.measure.suspend': 'Suspend: no comments',
  'standing.measure.close': 'Close the account',
  'standing.measure.forbid': 'Bar from registering again',
  'standing.days': 'Days',
  'standing.reason': 'Reason, which the author reads',
  'standing.impose': 'Impose',
  'standing.lift': 'Lift',
  'standing.lift_dialog': 'Lift: {measure}',
  'standing.lift_reason': 'Why it is lifted',
  'standing.failed': 'Not sent; nothing has changed for the author.',
  'standing.imposed': '{by}, {at}',
  'standing.until': 'until {at}',
  'standing.over': 'over',
  'standing.lifted': 'Lifted by {by}: {reason}',
  'standing.reads': 'The author reads: ',

  'risk.label': 'Risk',
  'risk.normal': 'Ordinary risk',
  'risk.elevated': 'Elevated risk: credit below B is read first',
  'risk.sensitive': 'Sensitive: everything is read first',
  'risk.failed': 'The risk was not changed. Try again.',

  'rule.author-limited': 'The author is limited: read by a person first',
  'rule.author-credit': 'The author has credit E: read by a person first',
  'rule.article-elevated': 'Elevated risk of the article, and credit below B: read by a person first',
  'rule.article-sensitive': 'Sensitive article: read by a person first',

  'event.sanction.imposed': '{actor} sanctioned the author',
  'event.sanction.lifted': '{actor} lifted a sanction',
}
