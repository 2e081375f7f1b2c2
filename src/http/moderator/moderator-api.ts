import { OpenAPIHono } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { addressGroup, clientAddress } from '../address.ts'
import type { Edge, HttpEnv } from '../edge.ts'
import { tooManyRequests } from '../refusal.ts'
import { moderatorAccount } from './account/account.ts'
import { moderatorJoining } from './account/joining.ts'
import { moderatorPassword } from './account/new-password.ts'
import { moderatorSecondFactor } from './account/own-second-factor.ts'
import { moderatorArticles } from './articles.ts'
import { moderatorAsides } from './asides.ts'
import { moderatorBulk } from './bulk/bulk.ts'
import { moderatorBulkClosing } from './bulk/closing.ts'
import { moderatorDecisions } from './decisions.ts'
import { moderatorLeases } from './leases.ts'
import { moderatorEvents } from './live/events.ts'
import { moderatorLog } from './log/log.ts'
import { moderatorLooking } from './looking.ts'
import { moderatorMacros } from './macros.ts'
import { moderatorManyLeases } from './many-leases.ts'
import { moderatorModels } from './models.ts'
import { moderatorAudit } from './people/audit.ts'
import { moderatorInvitations } from './people/invitations.ts'
import { moderatorPeople } from './people/people.ts'
import { moderatorQuality } from './quality.ts'
import { moderatorQueue } from './queue.ts'
import { moderatorSanctions } from './sanctions.ts'
import { moderatorSearch } from './search/search.ts'
import { moderatorSession } from './session.ts'
import { moderatorStatistics } from './statistics/statistics.ts'
import { moderatorTemplates } from './templates.ts'
import { moderatorTraining } from './training.ts'
import { moderatorTrainingCards } from './training-cards.ts'
import { moderatorUndoing } from './undoing.ts'

/** The API of the console, at `/v1/moderator`: same origin only, by session. */
export function moderatorApi(edge: Edge) {
  const api = new OpenAPIHono<HttpEnv>()
  api.use(paced(edge))
  return api
    .route('/', moderatorSession(edge))
    .route('/', moderatorQueue(edge))
    .route('/', moderatorSearch(edge))
    .route('/', moderatorLeases(edge))
    .route('/', moderatorManyLeases(edge))
    .route('/', moderatorDecisions(edge))
    .route('/', moderatorUndoing(edge))
    .route('/', moderatorBulk(edge))
    .route('/', moderatorBulkClosing(edge))
    .route('/', moderatorSanctions(edge))
    .route('/', moderatorArticles(edge))
    .route('/', moderatorLooking(edge))
    .route('/', moderatorAsides(edge))
    .route('/', moderatorEvents(edge))
    .route('/', moderatorStatistics(edge))
    .route('/', moderatorTemplates(edge))
    .route('/', moderatorMacros(edge))
    .route('/', moderatorModels(edge))
    .route('/', moderatorPassword(edge))
    .route('/', moderatorAccount(edge))
    .route('/', moderatorSecondFactor(edge))
    .route('/', moderatorJoining(edge))
    .route('/', moderatorPeople(edge))
    .route('/', moderatorInvitations(edge))
    .route('/', moderatorAudit(edge))
    .route('/', moderatorLog(edge))
    .route('/', moderatorQuality(edge))
    .route('/', moderatorTrainingCards(edge))
    .route('/', moderatorTraining(edge))
}

/** A newsroom shares one address and decides fast, so that its writes are paced as reads are. */
function paced({ pacing, trustedProxies }: Edge) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const wait = await pacing.read(addressGroup(clientAddress(c, trustedProxies)))
    if (wait !== undefined) throw tooManyRequests(wait)
    c.header('Cache-Control', 'no-store')
    await next()
  })
}
