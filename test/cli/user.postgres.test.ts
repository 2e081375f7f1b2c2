import { expect, test, vi } from 'vitest'
import { createDataFolder, findPostmasterPid, json, run, type Service, startService } from './service.ts'

// Every test starts the whole program, on a machine that may be busy with the other tests.
vi.setConfig({ testTimeout: 120_000 })

test('a user is added beside the running service and signs in with the one-time password', async () => {
  const folder = await createDataFolder()
  const service = await startService({ YUEPING_DATA: folder })
  const added = await run(['user', 'add', 'wang', '--name', '王編輯'], { YUEPING_DATA: folder }).ended
  expect(added).toMatchObject({ code: 0, err: '' })

  const view = await signIn(service, 'wang', readPassword(added.out))
  expect(view).toMatchObject({ status: 200, body: { moderator: { username: 'wang', displayName: '王編輯' } } })
})

test('a reset replaces the password, with no service running, and leaves no PostgreSQL behind', async () => {
  const folder = await createDataFolder()
  const first = await startService({ YUEPING_DATA: folder })
  first.child.kill('SIGTERM')
  await first.ended
  const reset = await run(['user', 'reset-password', 'admin'], { YUEPING_DATA: folder }).ended
  expect(reset).toMatchObject({ code: 0, err: '' })
  expect(await findPostmasterPid(folder)).toBeUndefined()

  const second = await startService({ YUEPING_DATA: folder })
  expect((await signIn(second, 'admin', first.firstPassword!)).status).toBe(401)
  expect((await signIn(second, 'admin', readPassword(reset.out))).status).toBe(200)
})

test('a username that is taken, unknown or malformed is refused with a sentence', async () => {
  const folder = await createDataFolder()
  await startService({ YUEPING_DATA: folder })
  const ask = (...args: string[]) => run(['user', ...args], { YUEPING_DATA: folder }).ended
  expect(await ask('add', 'admin')).toMatchObject({ code: 1, err: expect.stringContaining('"admin" already') })
  expect(await ask('reset-password', 'nobody')).toMatchObject({ code: 1, err: 'The site demo has no user "nobody".\n' })
  expect(await ask('add', 'a b')).toMatchObject({ code: 1, err: expect.stringContaining('without spaces') })
  expect(await ask('add', 'li', '--role', 'king')).toMatchObject({
    code: 1,
    err: expect.stringContaining('--role must'),
  })
  expect(await ask('add')).toMatchObject({ code: 1, err: expect.stringContaining('Wrong arguments') })
})

test('an account is changed, signed out and shut out beside the running service, at once', async () => {
  const folder = await createDataFolder()
  const service = await startService({ YUEPING_DATA: folder })
  const ask = (...args: string[]) => run(['user', ...args], { YUEPING_DATA: folder }).ended
  const added = await ask('add', 'wang')
  const who = async (cookie: string) =>
    (await fetch(`${service.origin}/v1/moderator/session`, { headers: { cookie } })).status
  const enter = async () => {
    const headers = { origin: service.origin }
    const credentials = { username: 'wang', password: readPassword(added.out) }
    const answer = await fetch(`${service.origin}/v1/moderator/session`, json(credentials, headers))
    return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  }
  for (const [verb, said] of [
    [['sign-out', 'wang'], 'signed out everywhere'],
    [['role', 'wang', '--role', 'lead'], 'role: lead'],
    [['disable', 'wang'], 'disabled'],
  ] as const) {
    const cookie = await enter()
    expect(await who(cookie)).toBe(200)
    expect(await ask(...verb)).toMatchObject({ code: 0, out: expect.stringContaining(said) })
    expect(await who(cookie)).toBe(401)
  }
  expect((await signIn(service, 'wang', readPassword(added.out))).status).toBe(401)
  expect(await ask('enable', 'wang')).toMatchObject({ code: 0 })
  expect(await signIn(service, 'wang', readPassword(added.out))).toMatchObject({
    status: 200,
    body: { moderator: { role: 'lead' } },
  })

  expect(await ask('enable', 'wang')).toMatchObject({ code: 1, err: expect.stringContaining('is not disabled') })
  expect(await ask('reset-totp', 'wang')).toMatchObject({ code: 1, err: expect.stringContaining('has none') })
  expect(await ask('disable', 'admin')).toMatchObject({ code: 1, err: expect.stringContaining('the last admin') })
  expect(await ask('role', 'admin')).toMatchObject({ code: 1, err: expect.stringContaining('Say which with --role') })
  expect(await ask('promote', 'wang')).toMatchObject({ code: 1, err: expect.stringContaining('one of add, reset-') })
})

test('the admin of a site that was added beside the demo signs in to that site', async () => {
  const folder = await createDataFolder()
  const service = await startService({ YUEPING_DATA: folder })
  const wanted = ['site', 'add', 'canal', '--name', '運河新聞網', '--origin', 'https://news.example']
  const added = await run(wanted, { YUEPING_DATA: folder }).ended
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).toContain('/console/?site=canal')

  // The running service looks for new sites every few seconds.
  const view = () => signIn(service, 'admin', readPassword(added.out), '?site=canal')
  await expect
    .poll(view, { timeout: 20_000 })
    .toMatchObject({ status: 200, body: { site: { id: 'canal', name: '運河新聞網' } } })
})

function readPassword(out: string): string {
  return /one-time password.*: (\S+)/.exec(out)?.[1] ?? ''
}

async function signIn(service: Service, username: string, password: string, query = '') {
  const headers = { origin: service.origin }
  const answer = await fetch(`${service.origin}/v1/moderator/session${query}`, json({ username, password }, headers))
  return { status: answer.status, body: (await answer.json()) as unknown }
}
