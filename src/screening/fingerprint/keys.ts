/** What comments are found again by is a number: bands are numbered below, contacts from here on. */
export const FIRST_CONTACT_KEY = 2 ** 32
