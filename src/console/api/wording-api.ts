import type { MacroView, NewMacro, NewTemplate, TemplateView } from '../../http/moderator/wording-schemas.ts'
import type { Reply, Send } from './request.ts'

/** The site's own wordings and the decisions made ready: everyone reads, leads and admins write. */
export interface WordingApi {
  templates(): Promise<Reply<{ templates: TemplateView[] }>>
  /** Puts it in the place of one, or adds it where `id` is `null`. */
  saveTemplate(id: string | null, template: NewTemplate): Promise<Reply<TemplateView>>
  retireTemplate(id: string): Promise<Reply<undefined>>
  macros(): Promise<Reply<{ macros: MacroView[] }>>
  saveMacro(id: string | null, macro: NewMacro): Promise<Reply<MacroView>>
  retireMacro(id: string): Promise<Reply<undefined>>
}

export function createWordingApi(send: Send): WordingApi {
  const save = <T>(what: string, id: string | null, body: object) =>
    id === null ? send<T>('POST', `/${what}`, { body }) : send<T>('PUT', `/${what}/${id}`, { body })
  return {
    templates: () => send('GET', '/templates'),
    saveTemplate: (id, template) => save('templates', id, template),
    retireTemplate: (id) => send('DELETE', `/templates/${id}`),
    macros: () => send('GET', '/macros'),
    saveMacro: (id, macro) => save('macros', id, macro),
    retireMacro: (id) => send('DELETE', `/macros/${id}`),
  }
}
