import { ReaderComments } from './reader-comments.ts'

// A page that carries the script twice, or from two addresses, keeps the first.
if (customElements.get('reader-comments') === undefined) customElements.define('reader-comments', ReaderComments)
