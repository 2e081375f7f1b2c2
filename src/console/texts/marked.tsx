/** A text of the tables; what it has between asterisks is bold. */
export function Marked({ text }: { text: string }) {
  return <>{text.split('*').map((part, place) => (place % 2 === 1 ? <b key={place}>{part}</b> : part))}</>
}
