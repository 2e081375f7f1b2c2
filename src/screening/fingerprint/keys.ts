/** What comments are found again by is a number: bands are numbered below, skeletons from here on. */
export const FIRST_SKELETON_KEY = 2 ** 32

/** Contacts are numbered from here on; a skeleton's number has 48 bits and stays below. */
export const FIRST_CONTACT_KEY = 2 ** 49
