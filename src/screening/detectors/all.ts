import { qq, wechat } from './accounts.ts'
import { adTemplate } from './ad-template.ts'
import { bankCards } from './bank-cards.ts'
import { codedLures } from './coded-lures.ts'
import type { Detector } from './detector.ts'
import { escorts } from './escorts.ts'
import { foreignLatin } from './foreign-latin.ts'
import { foreignScript } from './foreign-script.ts'
import { gamblingCalls } from './gambling-calls.ts'
import { gibberish } from './gibberish.ts'
import { greyMarket } from './grey-market.ts'
import { homeAddresses } from './home-addresses.ts'
import { identityNumbers } from './identity-numbers.ts'
import { invitations } from './invitations.ts'
import { islandIdentityNumbers } from './island-identity-numbers.ts'
import { jobOffers } from './job-offers.ts'
import { keyboardMash } from './keyboard-mash.ts'
import { latinOffers } from './latin-offers.ts'
import { links } from './links.ts'
import { bareNumbers, namePointers, styledCodes } from './lures.ts'
import { personalPhones } from './personal-phones.ts'
import { phones } from './phones.ts'
import { plates } from './plates.ts'
import { pupils } from './pupils.ts'
import { rareHan } from './rare-han.ts'
import { repetition } from './repetition.ts'
import { seoJunk } from './seo-junk.ts'
import { seoStems } from './seo-stems.ts'
import { seoTails } from './seo-tails.ts'
import { shouting } from './shouting.ts'
import { telegram } from './telegram.ts'

/** Every detector that the product ships, in the order in which they run. */
export const DETECTORS: readonly Detector[] = [
  links,
  phones,
  qq,
  wechat,
  telegram,
  namePointers,
  bareNumbers,
  styledCodes,
  codedLures,
  adTemplate,
  invitations,
  jobOffers,
  seoJunk,
  seoTails,
  seoStems,
  greyMarket,
  escorts,
  gamblingCalls,
  latinOffers,
  repetition,
  keyboardMash,
  gibberish,
  rareHan,
  foreignScript,
  foreignLatin,
  shouting,
  identityNumbers,
  islandIdentityNumbers,
  bankCards,
  personalPhones,
  homeAddresses,
  plates,
  pupils,
]
