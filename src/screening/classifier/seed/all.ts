import { AD_SPAM } from './ad-spam.ts'
import { CHATTER } from './chatter.ts'
import { ETHNIC_HATRED } from './ethnic-hatred.ts'
import { EVERYDAY } from './everyday.ts'
import { FAIR_TALK } from './fair-talk.ts'
import { FORUM_GROUPS } from './forum-groups.ts'
import { FORUM_RACE } from './forum-race.ts'
import { FORUM_TALK } from './forum-talk.ts'
import { FRAUD } from './fraud.ts'
import { GAMBLING } from './gambling.ts'
import type { SeedGrammar } from './grammar.ts'
import { GROUP_HATRED } from './group-hatred.ts'
import { ILLEGAL_TRADE } from './illegal-trade.ts'
import { INSULTS } from './insults.ts'
import { LIVE_ROOMS } from './live-rooms.ts'
import { MACHINES } from './machines.ts'
import { MARKS } from './marks.ts'
import { PORN } from './porn.ts'
import { PROSE } from './prose.ts'
import { REVIEWS } from './reviews.ts'
import { DOXXING, THREATS } from './threats.ts'

/** Every grammar with how many sentences it writes for a model. */
export const SEED_GRAMMARS: readonly { readonly grammar: SeedGrammar; readonly sentences: number }[] = [
  { grammar: AD_SPAM, sentences: 5500 },
  { grammar: FRAUD, sentences: 6000 },
  { grammar: GAMBLING, sentences: 4500 },
  { grammar: PORN, sentences: 6500 },
  { grammar: ILLEGAL_TRADE, sentences: 900 },
  { grammar: INSULTS, sentences: 7500 },
  { grammar: GROUP_HATRED, sentences: 1700 },
  { grammar: ETHNIC_HATRED, sentences: 900 },
  { grammar: THREATS, sentences: 600 },
  { grammar: DOXXING, sentences: 400 },
  { grammar: EVERYDAY, sentences: 6000 },
  { grammar: CHATTER, sentences: 8000 },
  { grammar: MARKS, sentences: 6000 },
  { grammar: MACHINES, sentences: 4000 },
  { grammar: LIVE_ROOMS, sentences: 4500 },
  { grammar: REVIEWS, sentences: 2000 },
  { grammar: PROSE, sentences: 2400 },
  { grammar: FAIR_TALK, sentences: 2000 },
  { grammar: FORUM_RACE, sentences: 2400 },
  { grammar: FORUM_GROUPS, sentences: 3000 },
  { grammar: FORUM_TALK, sentences: 4000 },
]
