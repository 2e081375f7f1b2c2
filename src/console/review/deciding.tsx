import type { CardSense } from './card-sense.ts'
import { CategoryPicker } from './category-picker.tsx'
import type { CenterProps } from './center.tsx'
import { CodeList } from './code-list.tsx'
import { DecisionBar } from './decision-bar.tsx'
import { MacroPicker } from './macro-picker.tsx'
import { ReasonPicker } from './reason-picker.tsx'
import { AskForm, NoteForm } from './write-form.tsx'

/** The decision bar, with what is open above it. */
export function Deciding(props: CenterProps & { readonly sense: CardSense }) {
  const { sense, desk, state, note, actions } = props
  const isPicking = desk.picker === 'fixed' || desk.picker === 'all'
  return (
    <DecisionBar
      sense={sense}
      desk={desk}
      isOffline={state.outage !== null}
      looked={isPicking ? sense.categories.find(({ code }) => code === desk.looked) : undefined}
      hasNote={note !== ''}
      hasUndo={state.confirmed.length > 0}
      onAction={actions.onAction}
    >
      <Open {...props} />
    </DecisionBar>
  )
}

function Open({
  api,
  review,
  sense,
  desk,
  note,
  actions,
  onNote,
  onLook,
}: CenterProps & { readonly sense: CardSense }) {
  const { onAction, refuse, skip, ask, useMacro } = actions
  const back = () => onAction({ type: 'back' })
  const { categories, suggestion, macros, card } = sense
  const { id } = card.comment
  const keepNote = async (text: string) => {
    const reply = await api.writeNote(id, text)
    if (reply.kind === 'ok') {
      onNote('')
      review.noted(id, reply.value.notes)
    }
    return reply
  }
  return (
    <>
      {desk.picker === 'fixed' && (
        <CategoryPicker
          sense={sense}
          isEvasion={desk.isEvasion}
          onChoose={refuse}
          onLook={onLook}
          onAction={onAction}
          onBack={back}
        />
      )}
      {desk.picker === 'all' && (
        <CodeList categories={categories} marked={suggestion?.code} onChoose={refuse} onLook={onLook} onBack={back} />
      )}
      {desk.picker === 'reasons' && <ReasonPicker onChoose={skip} onBack={back} />}
      {desk.picker === 'macros' && (
        <MacroPicker macros={macros} categories={categories} onUse={useMacro} onBack={back} />
      )}
      {(desk.form === 'note' || note !== '') && (
        <NoteForm note={note} isAsked={desk.form === 'note'} onNote={onNote} onKeep={keepNote} />
      )}
      {desk.form === 'ask' && <AskForm isAnswer={sense.isAsked} onSend={ask} />}
    </>
  )
}
