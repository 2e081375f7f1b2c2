import type { ReportTexts } from './report-texts.ts'

export const texts: ReportTexts = {
  ask: 'Why do you report this? One tap sends it, and an editor looks.',
  sending: 'Sending; your browser solves a puzzle that keeps robots out',
  done: 'Received, number {ticket}',
  promise: 'Answered by {at}. Note the number.',
  look: 'See what became of it',
  page: 'Later, look it up here by its number',
  failed: 'It was not sent. Please try again later.',
  failedLook: 'It did not load. Please try again later.',
  cancel: 'Cancel',
  contacts: 'Reports of unlawful and bad content',
  phone: 'Phone',
  email: 'E-mail',
  center: 'National reporting centre 12377',
}
