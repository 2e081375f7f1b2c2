/** How an article takes comments: `pre` machine pass may publish, `human` a person approves each, `closed` none. */
export type ArticleMode = 'pre' | 'human' | 'closed'
