import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { runWordlists } from '../../src/cli/wordlists.ts'
import { CommandError } from '../../src/command-error.ts'
import { WORDLISTS } from '../screening/lists.ts'

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))))

async function writeFolder(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wordlists-'))
  folders.push(folder)
  for (const [name, source] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), source)
  }
  return folder
}

async function lint(folder: string, ...args: string[]) {
  const output = new PassThrough()
  const errors = new PassThrough()
  const code = await runWordlists({ args: ['lint', ...args], output, errors, folder })
  return { code, output: String(output.read() ?? ''), errors: String(errors.read() ?? '') }
}

test('the shipped lists have no fault', async () => {
  const { code, errors } = await lint(WORDLISTS)
  expect(errors).toMatch(/^\d+ entries, no fault\.\n$/)
  expect(code).toBe(0)
})

test('each fault is named with its file, its line and its reason', async () => {
  const folder = await writeFolder({
    'allow.txt': '大麻烦\n家乐福\n打马\n路口交通\n',
    'gambling.txt': '# 一\n百家樂 | 0.4 | word\n真人百家乐 | 0.45 | substring\n',
    'fraud.txt': '刷单 | 0.4 | word\n刷单 | 0.3 | substring\n大麻烦 | 0.3 | word\n',
    'illegal_trade.txt': '大麻 | 0.4 | word\n打死你 | 0.7 | word\n打死我 | 0.7 | word | hit: 打死我\n',
    'abuse.txt': '蠢货 | 0.5 | word | hit: 聰明人 | miss: 你這蠢貨\n',
  })
  const { code, errors } = await lint(folder)
  expect(code).toBe(1)
  expect(errors.split('\n')).toEqual([
    'abuse.txt:1: 「蠢货」 is not found in its hit 「聰明人」',
    'abuse.txt:1: 「蠢货」 is found in its miss 「你這蠢貨」',
    'allow.txt:4: nothing would be found in 「路口交通」, so it allows nothing',
    'fraud.txt:2: 「刷单」 stands in line 1 already',
    'fraud.txt:3: 「大麻烦」 lies inside an allow entry, so it never counts',
    'gambling.txt:2: 「百家樂」 is matched as 「百家乐」: write it so',
    'illegal_trade.txt:2: 「打死你」 needs an example: hit:',
    'illegal_trade.txt:3: 「打死我」 needs an example that it leaves alone: miss:',
    '8 faults in 9 entries.',
    '',
  ])
})

test('what can never count is named: company that is not there, patterns without an example', async () => {
  const folder = await writeFolder({
    'fraud.txt':
      '代办 | 0.4 | word with gambling contact\n发票 | 0.4 | word with 「代办」 「代开」\n' +
      '# 二\n/代开.{0,4}票/ | 0.5 | regex\n/代开.{0,4}证/ | 0.5 | regex with fraud | hit: 代辦,代開各種證 | hit: 代辦,代開各種證 | miss: 代開證\n',
  })
  const { errors } = await lint(folder)
  expect(errors.split('\n')).toEqual([
    'fraud.txt:1: 「代办」 waits for gambling, which no entry can be',
    'fraud.txt:2: 「发票」 waits for 「代开」, which no entry can be',
    'fraud.txt:4: 「/代开.{0,4}票/」 needs an example: hit:',
    'fraud.txt:5: 「/代开.{0,4}证/」 has the example 「代辦,代開各種證」 twice',
    '4 faults in 4 entries.',
    '',
  ])
})

test('entries are sorted within a section, and comments begin a new one', async () => {
  const folder = await writeFolder({
    'gambling.txt': '百家乐 | 0.4 | word\n真人百家乐 | 0.45 | substring\n上分 | 0.4 | word\n# 二\n下分 | 0.4 | word\n',
  })
  const { code, errors } = await lint(folder)
  expect(code).toBe(1)
  expect(errors).toBe(
    'gambling.txt:3: 「上分」 belongs before 「真人百家乐」: the entries of a section are sorted\n1 fault in 4 entries.\n',
  )
})

test('a line that cannot be read is a fault among the others', async () => {
  const folder = await writeFolder({ 'gambling.txt': '百家乐 | 9 | word\n', 'poetry.txt': '' })
  const { code, errors } = await lint(folder)
  expect(code).toBe(1)
  expect(errors).toContain('gambling.txt:1: the weight must be')
  expect(errors).toContain('poetry.txt:1: 「poetry」 is no category code')
})

test('what can be read is checked beside what cannot', async () => {
  const folder = await writeFolder({
    'gambling.txt': '百家乐 | 0x1 | word\n上分 | 0.4 | word | hit: 下棋\n',
    'fraud.txt': Buffer.concat([Buffer.from('刷单 | 0.4 | word\n'), Buffer.from([0xcb, 0xa2, 0xb5, 0xa5, 0x0a])]),
    'poetry.txt': '',
  })
  const { errors } = await lint(folder)
  expect(errors.split('\n')).toEqual([
    'fraud.txt:2: it holds bytes that are no UTF-8: save the file as UTF-8',
    'gambling.txt:1: the weight must be above 0 and at most 1, not 「0x1」',
    'gambling.txt:2: 「上分」 is not found in its hit 「下棋」',
    'poetry.txt:1: 「poetry」 is no category code',
    '4 faults in 2 entries.',
    '',
  ])
})

test('the lists for nicknames are checked as names are read', async () => {
  const folder = await writeFolder({
    'gambling.txt': '上分 | 0.4 | word\n',
    'nickname/gambling.txt': '上分 | 0.35 | word\n',
    'nickname/impersonation.txt':
      '站长 | 0.4 | word | hit: 站長老王 | miss: 站長的貓\n版主 | 4 | word\n# 二\n小编 | 0.4 | word | hit: 小明\n',
  })
  const { errors } = await lint(folder)
  expect(errors.split('\n')).toEqual([
    'nickname/gambling.txt:1: 「上分」 adds nothing to gambling.txt, line 1, where it weighs as much',
    'nickname/impersonation.txt:2: the weight must be above 0 and at most 1, not 「4」',
    'nickname/impersonation.txt:4: 「小编」 is not found in its hit 「小明」',
    '3 faults in 4 entries.',
    '',
  ])
  await expect(loadScreener(folder)).rejects.toThrow('nickname/impersonation.txt, line 2')
})

test('an entry is redundant that contains one as heavy, and no longer entry speaks for it in another category', async () => {
  const folder = await writeFolder({
    'abuse.txt': '狗东西 | 0.5 | substring\n舔狗东西 | 0.5 | substring\n臭狗东西 | 0.6 | substring\n',
    'fraud.txt': '刷单 | 0.6 | substring with contact | hit: 刷單日結\n',
    'ad_spam.txt': '刷单日结 | 0.6 | substring\n',
  })
  const { errors } = await lint(folder)
  expect(errors).toContain('abuse.txt:2: 「舔狗东西」 adds nothing to 「狗东西」 in line 1, which weighs as much\n')
  expect(errors).toContain('fraud.txt:1: 「刷单」 is not found in its hit 「刷單日結」\n')
  expect(errors).not.toContain('adds nothing to 「臭')
})

test('a folder that is named like a list is refused with a sentence', async () => {
  const folder = await writeFolder({ 'gambling.txt': '上分 | 0.5 | word\n', 'fraud.txt/inner': '' })
  await expect(lint(folder)).rejects.toThrow('fraud.txt is a folder. A wordlist is a file')
  await expect(loadScreener(folder)).rejects.toThrow(CommandError)
})

test('a corpus shows how precise each entry is, and names those that are not', async () => {
  const folder = await writeFolder({ 'gambling.txt': '上分 | 0.6 | substring\n百家乐 | 0.9 | word\n' })
  const rows = [
    ...Array.from({ length: 5998 }, () => ({ text: '說得好', label: 'benign' })),
    ...Array.from({ length: 2 }, () => ({ text: '王者榮耀上分', label: 'benign' })),
    { text: '百家樂上分', label: 'gambling' },
    { text: '百家樂' },
  ]
  const corpus = await writeFolder({ 'rows.jsonl': rows.map((row) => JSON.stringify(row)).join('\n') })
  const { code, output, errors } = await lint(folder, '--corpus', corpus)
  expect(output).toBe(
    'precision\ttexts\tviolating\tbenign\tcategory\tentry\n' +
      '0.33\t3\t1\t2\tgambling\t上分\n1.00\t2\t1\t0\tgambling\t百家乐\n',
  )
  expect(errors).toContain('gambling.txt:1: 「上分」 would hold 2 of 6000 benign texts')
  expect(code).toBe(1)
})

test('a set that only looked for advertisements says nothing of insults', async () => {
  const folder = await writeFolder({ 'abuse.txt': '蠢货 | 0.6 | substring | hit: 這蠢貨 | miss: 笨鳥' })
  const benign = Array.from({ length: 6000 }, () => ({ text: '說得好', label: 'benign' }))
  const insults = Array.from({ length: 3 }, () => ({ text: '你這蠢貨', label: 'benign' }))
  const lines = (label: string) =>
    [...benign, ...insults, { text: '加我', label }].map((row) => JSON.stringify(row)).join('\n')
  const corpus = await writeFolder({ 'ads.jsonl': lines('ad_spam'), 'insults.jsonl': lines('abuse') })
  expect((await lint(folder, '--corpus', join(corpus, 'ads.jsonl'))).errors).toBe('1 entries, no fault.\n')
  expect((await lint(folder, '--corpus', join(corpus, 'insults.jsonl'))).errors).toContain(
    'would hold 3 of 6003 benign',
  )
  expect((await lint(folder, '--corpus', corpus)).errors).toContain('would hold 3 of 6003 benign')
})

test('a corpus brings no fault that the lists have not, with lists for nicknames beside them', async () => {
  const folder = await writeFolder({
    'illegal_trade.txt': '大麻 | 0.3 | word | hit: 賣大麻的 | miss: 這下有大麻煩了\n',
    'fraud.txt': '黑户可贷 | 0.6 | word | hit: 黑戶可貸 | miss: 黑戶不可貸款',
    'nickname/impersonation.txt': '站长 | 0.4 | word | hit: 站長老王 | miss: 站長的貓\n',
  })
  const corpus = await writeFolder({ 'rows.jsonl': JSON.stringify({ text: '黑戶可貸，賣大麻的', label: 'fraud' }) })
  const plain = await lint(folder)
  const measured = await lint(folder, '--corpus', corpus)
  expect([plain.errors, measured.errors]).toEqual(['3 entries, no fault.\n', '3 entries, no fault.\n'])
})

test('a corpus that is not there is refused with its name', async () => {
  await expect(lint(WORDLISTS, '--corpus', '/nowhere.jsonl')).rejects.toThrow(CommandError)
})
