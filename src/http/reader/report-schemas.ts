import { z } from '@hono/zod-openapi'
import { written } from '../moderator/written.ts'

export const NewReport = z
  .strictObject({
    category: z.string().openapi({ example: 'abuse', description: 'One of `GET /v1/report-categories`' }),
    text: written(500).optional().openapi({ description: 'What the reader wants to add' }),
  })
  .openapi('NewReport')

/** A report as the reader who made it sees it. */
export const ReportView = z
  .object({
    ticket: z.string().openapi({ example: '483-027-591', description: 'A number to be read out' }),
    comment: z.object({
      id: z.uuid(),
      article: z.string(),
      text: z.string().nullable().openapi({ description: '`null` unless it is public' }),
    }),
    category: z.string(),
    categoryName: z.string(),
    text: z.string().nullable(),
    status: z.enum(['open', 'upheld', 'not_upheld', 'withdrawn']),
    answer: z.string().openapi({ description: 'What became of it, in a sentence' }),
    reportedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().openapi({ description: 'Until when an answer is promised' }),
    answeredAt: z.iso.datetime().nullable(),
  })
  .openapi('Report')

export const ReportPage = z
  .object({ reports: z.array(ReportView), nextCursor: z.string().nullable() })
  .openapi('ReportPage')

const TICKET = /^\d{3}-\d{3}-\d{3}$/

/** A number as it is read out. */
export const Ticket = z
  .string()
  .refine((ticket) => TICKET.test(ticket), {
    params: { hant: '編號是九個數字，如 483-027-591', en: 'it has nine digits, as in 483-027-591' },
  })
  .openapi({ example: '483-027-591', pattern: TICKET.source })

/** A report as whoever holds its number sees it. */
export const ReportStatusView = ReportView.pick({
  ticket: true,
  status: true,
  answer: true,
  reportedAt: true,
  dueAt: true,
  answeredAt: true,
}).openapi('ReportStatus')

export const ReportCategories = z
  .object({
    categories: z.array(z.object({ code: z.string(), name: z.string() })),
    contacts: z
      .object({ phone: z.string().nullable(), email: z.string().nullable(), url: z.string().nullable() })
      .openapi({ description: 'Whom the portal names for complaints about unlawful and bad content' }),
  })
  .openapi('ReportCategories')

export type ReportView = z.infer<typeof ReportView>
export type ReportStatusView = z.infer<typeof ReportStatusView>
export type ReportCategories = z.infer<typeof ReportCategories>
