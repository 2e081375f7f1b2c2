import type { CharacterFold } from './fold.ts'

// Aligned: the character at an index of the first line is drawn like the ASCII letter at that index of the second.
const ALIKE: readonly (readonly [drawn: string, letters: string])[] = [
  ['авсԁеһіјкӏмиорԛѕтухѵԝ', 'abcdehijklmnopqstyxvw'],
  ['αβεικνορτυχωѵᴨγ', 'abeikvoptuxwvny'],
  ['АВСЕНІЈКМОРЅТХУѴԜԚ', 'abcehijkmopstxyvwq'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'abezhikmnoptyx'],
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnopqrstuvwyz'],
  ['ɑɓɖɗəɛɠɡħɨıɩʝƙłɱɲŋøɔƥɍʂŧʉʋʍƴƶ', 'abddeegghiiijklmnnooprstuvwyz'],
  ['₩₳₿₵₫Đ€₣₲₭₤₥₦₽₱₮', 'wabcddefgklmnppt'],
  ['ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ', 'abcdefghijklmnoprstuvwxyz'],
  ['ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᏔᎩᏃ', 'abcdehjklmprstvwyz'],
  ['ⲀⲂⲤⲈⲎⲒⲔⲘⲚⲞⲢⲦⲬ', 'abcehikmnoptx'],
  ['օսհոցք', 'ouhngp'],
  ['∪∨√×✕✖╳', 'uvvxxxx'],
]

const LOOK_ALIKES = new Map(ALIKE.flatMap(([drawn, letters]) => [...drawn].map((one, at) => [one, letters[at] ?? one])))

// Negative circled, negative squared and regional letters, each a run of 26 from A.
const LETTER_RUNS = [0x1f150, 0x1f170, 0x1f1e6]

/** Reads letters that are only drawn like ASCII ones, and letter symbols that NFKC leaves alone, as ASCII. */
export const letter: CharacterFold = {
  name: 'letter',
  fold(character) {
    const codePoint = character.codePointAt(0) ?? 0
    if (codePoint < 0x80) return character
    const run = LETTER_RUNS.find((first) => codePoint >= first && codePoint < first + 26)
    if (run !== undefined) return String.fromCodePoint(0x61 + codePoint - run)
    return LOOK_ALIKES.get(character) ?? character
  },
  examples: [
    ['ᴠ', 'v'],
    ['ѵ', 'v'],
    ['₩', 'w'],
    ['Х', 'x'],
    ['ꓦ', 'v'],
    ['√', 'v'],
    ['Ⲭ', 'x'],
    ['🅥', 'v'],
    ['🇽', 'x'],
    ['я', 'я'],
  ],
}
