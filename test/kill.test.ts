import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../src/platform/embedded-postgres.ts'
import { isRunning } from './lock.ts'

// Whatever was confirmed is there after the worst: kill -9 of the program and of the database, in the middle of eight clients.

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 2)
const CLIENTS = 8
const EACH = 10
const root = join(import.meta.dirname, '..')
mkdirSync(join(root, 'var'), { recursive: true })
const folder = mkdtempSync(join(root, 'var/kill-'))
const port = await freePort()
const env = { ...process.env, VAR_DIR: folder.slice(root.length + 1), PORT: String(port), LOG_LEVEL: 'error' }
const url = `http://localhost:${port}`
const door = `${url}/dv/20380-xa-tay-ho/gui-y-kien`

let program: ChildProcess | null = null
let said = ''

async function startProgram() {
  said = ''
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/app/main.ts'], { cwd: root, env })
  program = child
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text
    })
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`it did not start again:\n${said}`)
    if (said.includes('is ready') && (await fetch(`${url}/readyz`).catch(() => null))?.ok) return
    await sleep(100)
  }
  throw new Error(`it did not get ready:\n${said}`)
}

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()))

const postmaster = () => Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

afterAll(async () => {
  if (program) {
    program.kill('SIGTERM')
    await ended(program)
  }
  rmSync(folder, { recursive: true, force: true })
})

interface Sending {
  text: string
  key: string
  draft: string
  /** The sealed receipt, once the program has confirmed it. */
  receipt: string | null
}

const cookieIn = (answer: Response, name: string) =>
  answer.headers
    .getSetCookie()
    .find((one) => one.startsWith(`${name}=`))
    ?.split(';')[0] ?? ''

const post = (path: string, cookie: string, fields: Record<string, string>) =>
  fetch(path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(20_000),
  })

/** The last step, which counts: may be repeated with the same key. */
async function confirm(it: Sending) {
  const answer = await post(`${door}/xem-lai`, it.draft, { _key: it.key })
  if (answer.status !== 303) throw new Error(`answered ${answer.status}`)
  it.receipt = cookieIn(answer, 'bien-nhan')
}

/** Everything but the last step. */
async function draft(): Promise<Sending> {
  const key = () => randomBytes(18).toString('base64url')
  const text = `Đơn ${randomBytes(9).toString('hex')} gửi giữa lúc máy hỏng.`
  const cookie = cookieIn(await post(door, '', { _key: key(), text }), 'ban-nhap')
  for (const [step, fields] of [
    ['loai', { kind: 'feedback', category: 'roads' }],
    ['can-bo', { concernsOfficial: 'no' }],
    ['noi-xay-ra', { place: 'Chợ' }],
    ['nguoi-gui', { name: 'Người gửi thử' }],
  ] as const)
    await post(`${door}/${step}`, cookie, { _key: key(), ...fields })
  return { text, key: key(), draft: cookie, receipt: null }
}

async function client(its: readonly Sending[]) {
  for (const one of its)
    try {
      await confirm(one)
    } catch {
      return // the program or its database is gone
    }
}

/** What the sender finds with the receipt: the number and code on it open the words that were sent. */
async function found({ receipt, text }: Sending): Promise<boolean> {
  const page = await (await fetch(`${url}/bien-nhan`, { headers: { cookie: receipt ?? '' } })).text()
  const [, number = ''] = /id="so">([^<]*)</.exec(page) ?? []
  const [, code = ''] = /id="ma">([^<]*)</.exec(page) ?? []
  const answer = await post(`${url}/xem-don`, '', { _key: randomBytes(18).toString('base64url'), number, code })
  const seen = await fetch(`${url}/xem-don/don`, { headers: { cookie: cookieIn(answer, 'dang-xem') } })
  return (await seen.text()).includes(text)
}

const verifyHistory = () =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'tools/verify-history.ts'], { cwd: root, env })

test(
  `kill -9 of the program, kill -9 of the database, in the middle of ${CLIENTS} clients: nothing confirmed is lost (${ROUNDS} rounds)`,
  async () => {
    const all: Sending[] = []
    await startProgram()
    for (let round = 0; round < ROUNDS; round++) {
      const piles = await Promise.all(
        Array.from({ length: CLIENTS }, async () => {
          const pile: Sending[] = []
          while (pile.length < EACH) pile.push(await draft())
          return pile
        }),
      )
      const sendings = piles.flat()
      const confirmed = () => sendings.filter((one) => one.receipt).length
      const victim = program as ChildProcess
      const working = Promise.all(piles.map(client))
      while (confirmed() < sendings.length / 2 && victim.exitCode === null) await sleep(1)
      const database = postmaster()
      process.kill(round % 2 === 0 ? (victim.pid as number) : database, 'SIGKILL')
      await working
      expect(confirmed(), 'it struck in the middle').toBeLessThan(sendings.length)
      if (round % 2 === 1) while (isRunning(database)) await sleep(20)
      await ended(victim)
      await startProgram()

      // Whoever got no answer presses the button again: one case each, never two.
      for (const one of sendings.filter((it) => !it.receipt)) await confirm(one)
      all.push(...sendings)
      const lost: string[] = []
      for (const one of all) if (!(await found(one))) lost.push(one.text)
      expect(lost, `of ${all.length} confirmed`).toEqual([])
    }
    expect((await verifyHistory()).stdout).toContain('no break')
    const twice = new Map<string, number>()
    for (const one of all) twice.set(one.receipt ?? '', (twice.get(one.receipt ?? '') ?? 0) + 1)
    expect([...twice.values()].every((times) => times === 1)).toBe(true)
  },
  90_000 * Math.max(2, ROUNDS),
)
