// What follows once there is something to read: see `fetchFurther`.

export { loadMore, loadReplies, open } from '../further-pages.ts'
export { followNews } from '../news.ts'
export { followView, showMore, showReplies, toggleReport } from './further-acts.ts'
