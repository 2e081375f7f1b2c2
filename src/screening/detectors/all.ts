import { handles, qq, wechat } from './accounts.ts'
import type { Detector } from './detector.ts'
import { links } from './links.ts'
import { phones } from './phones.ts'
import { seoJunk } from './seo-junk.ts'

/** Every detector that the product ships, in the order in which they run. */
export const DETECTORS: readonly Detector[] = [links, phones, qq, wechat, handles, seoJunk]
