import { handles, qq, wechat } from './accounts.ts'
import type { Detector } from './detector.ts'
import { jobOffers } from './job-offers.ts'
import { links } from './links.ts'
import { bareNumbers, codedLures, namePointers, styledCodes } from './lures.ts'
import { phones } from './phones.ts'
import { seoJunk } from './seo-junk.ts'

/** Every detector that the product ships, in the order in which they run. */
export const DETECTORS: readonly Detector[] = [
  links,
  phones,
  qq,
  wechat,
  handles,
  namePointers,
  bareNumbers,
  styledCodes,
  codedLures,
  jobOffers,
  seoJunk,
]
