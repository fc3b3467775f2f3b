// npm run bench [-- --cases 1000000]: speeds as ratios against a floor measured in the same run, on the embedded PostgreSQL.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DEMO_PASSWORD } from '../../src/app/demo-cast-seed.ts'
import { freePort, startEmbedded } from '../../src/platform/embedded-postgres.ts'
import { sealWith } from '../../src/platform/keys.ts'
import { fill } from './fill.ts'
import { call, measure } from './load.ts'
import { matters } from './matters.ts'

const root = join(import.meta.dirname, '../..')
const varDir = '.cache/bench'
const cases = Number(process.argv[process.argv.indexOf('--cases') + 1]) || 1_000_000
const CLIENTS = 8
const SENDS = 3000
const LIVES = 500
const READS = 600
const UNIT = '20380-xa-tay-ho'

function child(file: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', join(root, file)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function up(port: number, path: string) {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await call(port, 'GET', path).catch(() => null)
    if (answer && answer.status < 500) return
    await sleep(100)
  }
  throw new Error(`nothing answers on port ${port}`)
}

const REGISTER_ROWS = 10_000

/** An old register through the command, as an office brings one in: rows read, checked, made cases, the pairs looked for. */
async function importRegister() {
  const file = join(root, varDir, 'register.csv')
  const map = join(root, varDir, 'register.json')
  const line = (n: number) => `${n},05/02/2025,Đèn đường thôn ${n} tắt mấy hôm nay,Thôn ${n},Xong,09/02/2025,Người ${n}`
  writeFileSync(
    file,
    ['key,on,text,place,state,done,name', ...Array.from({ length: REGISTER_ROWS }, (_, n) => line(n))].join('\n'),
  )
  const columns = { key: ['key'], receivedOn: 'on', text: ['text'], place: ['place'], closedOn: ['done'], name: 'name' }
  const state = { column: 'state', words: { Xong: 'answered' } }
  writeFileSync(map, JSON.stringify({ source: `bench ${Date.now()}`, ...columns, state }))
  const from = performance.now()
  const args = ['--import', 'tsx', join(root, 'src/app/cases.ts'), 'import', file, '--map', map, '--unit', '20380']
  const run = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, VAR_DIR: varDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  run.stdout?.on('data', (text) => {
    said += text
  })
  await once(run, 'close')
  const seconds = Number(/ in ([\d.]+) s/.exec(said)?.[1] ?? (performance.now() - from) / 1000)
  row(
    'import of an old register',
    `${Math.round(REGISTER_ROWS / seconds)} rows/s`,
    `${REGISTER_ROWS} rows in ${seconds} s`,
    '10,000 rows in 30 s',
  )
}

const row = (name: string, ...cells: (string | number)[]) => console.log(`| ${[name, ...cells].join(' | ')} |`)

const server = await startEmbedded(join(root, varDir))
const [appPort, floorPort] = [await freePort(), await freePort()]
const app = child('src/app/main.ts', {
  VAR_DIR: varDir,
  PORT: String(appPort),
  LOG_LEVEL: 'silent',
  SEND_LIMIT: '100000000',
  PUBLIC_URL: `http://localhost:${appPort}`,
})
await up(appPort, '/readyz')
const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 4 })
await owner
  .query(`create table if not exists public.floor_a (id bigint generated always as identity primary key, body text);
  create table if not exists public.floor_b (like public.floor_a including all); create table if not exists public.floor_c (like public.floor_a including all)`)
  .catch(async () => {
    const admin = new pg.Client({ connectionString: server.urlOf('postgres', 'gandan') })
    await admin.connect()
    for (const name of ['a', 'b', 'c'])
      await admin.query(
        `create table if not exists public.floor_${name} (id bigint generated always as identity primary key, body text); grant all on public.floor_${name} to gandan_owner`,
      )
    await admin.end()
  })
const floor = child('test/bench/floor.ts', { FLOOR_URL: server.ownerUrl, PORT: String(floorPort) })
await sleep(1000)

const { rows: places } = await owner.query(`select o.unit_id, o.head_post_id as head, o.intake_post_id as intake,
  (select id from organization.post p where p.unit_id = o.unit_id and p.title = 'Công chức Phòng Kinh tế') as officer
  from organization.opening o join organization.unit_code c on c.unit_id = o.unit_id and c.code = '20380' and c.valid @> current_date`)
const place = places[0]
const unitId = Number(place.unit_id)

async function drafts(count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, () => randomBytes(24).toString('base64url'))
  const fields = {
    text: 'Đèn đường ngã ba chợ lại tắt từ hôm qua, đề nghị kiểm tra.',
    kind: 'recommendation',
    category: 'utilities',
    concernsOfficial: 'no',
    receiver: 'intake',
    place: 'Ngã ba chợ',
    happenedOn: '',
    name: 'Người gửi thử',
    address: '',
    phone: '',
    email: '',
  }
  const hashes = keys.map((key) => createHash('sha256').update(`draft:${key}`).digest('hex'))
  await owner.query(
    `insert into intake.draft (key_hash, unit_id, fields) select decode(h, 'hex'), $2, jsonb_build_object('sealed', s) from unnest($1::text[], $3::text[]) as x(h, s)`,
    [hashes, unitId, keys.map((key) => sealWith(key, fields))],
  )
  return keys
}

async function send(key: string): Promise<string> {
  const sent = await call(appPort, 'POST', `/dv/${UNIT}/gui-y-kien/xem-lai`, {
    cookie: `ban-nhap=${key}`,
    form: { _key: randomBytes(18).toString('base64url') },
  })
  if (sent.status !== 303 || sent.location !== '/bien-nhan')
    throw new Error(`send answered ${sent.status} ${sent.location}`)
  return sent.cookies.find((cookie) => cookie.startsWith('bien-nhan=')) ?? ''
}

async function signIn(email: string): Promise<string> {
  const answer = await call(appPort, 'POST', '/lam-viec/dang-nhap', { form: { email, password: DEMO_PASSWORD } })
  return answer.cookies.join('; ')
}

/** Send, read and assign, answer, rate: each through the real forms, as the people do. */
async function lifecycle(
  draft: string,
  intake: string,
  officer: string,
  officerPost: number,
  calls: Map<string, number[]>,
) {
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    const done = await work()
    calls.set(name, [...(calls.get(name) ?? []), performance.now() - from])
    return done
  }
  const key = () => randomBytes(18).toString('base64url')
  const post = async (path: string, cookie: string, form: Record<string, string>) => {
    const answer = await call(appPort, 'POST', path, { cookie, form: { _key: key(), ...form } })
    if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}`)
    return answer
  }
  const receipt = await timed('send', () => send(draft))
  const page = (await call(appPort, 'GET', '/bien-nhan', { cookie: receipt })).body
  const number = /id="so">\s*([0-9A-Z-]+)/.exec(page)?.[1] ?? ''
  const code = /id="ma">\s*([0-9A-Z-]+)/.exec(page)?.[1] ?? ''
  const at = `/lam-viec/vu-viec/${number}`
  await timed('read and split', () =>
    post(`${at}/doc`, intake, { version: '1', title: 'Đèn đường ngã ba chợ', points: 'Đèn đường tắt' }),
  )
  await timed('assign', () => post(`${at}/giao`, intake, { version: '2', owner: String(officerPost), reason: '' }))
  await timed('answer a point', () =>
    post(`${at}/diem/1`, officer, {
      version: '1',
      answer: 'Đã thay bóng, đèn sáng lại.',
      evidence: 'Ảnh sau khi thay',
    }),
  )
  await timed('answer', () => post(`${at}/tra-loi`, officer, { version: '3', closing: '' }))
  const seen = (await timed('see', () => post('/xem-don', '', { number, code }))).cookies.join('; ')
  await timed('rate', () => post('/xem-don/don', seen, { _do: 'rate', rating: 'solved' }))
}

async function lives(label: string) {
  const intake = await signIn('tiepnhan@tayho.example')
  const officer = await signIn('kinhte@tayho.example')
  const keys = await drafts(LIVES)
  const calls = new Map<string, number[]>()
  const done = await measure(CLIENTS, LIVES, (n) =>
    lifecycle(keys[n] ?? '', intake, officer, Number(place.officer), calls),
  )
  const worst = Math.max(
    ...[...calls.values()].map((times) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0),
  )
  row(
    `lifecycles, ${label}`,
    `${done.perSecond}/s`,
    `worst call p95 ${Math.round(worst)} ms`,
    'goal 60/s, p95 < 150 ms',
  )
  return done.perSecond
}

try {
  row('measure', 'value', 'detail', 'goal')
  row('---', '---', '---', '---')
  await measure(
    CLIENTS,
    1000,
    async () => void (await call(floorPort, 'POST', '/', { form: { text: 'x'.repeat(300) } })),
  )
  const base = await measure(
    CLIENTS,
    SENDS,
    async () => void (await call(floorPort, 'POST', '/', { form: { text: 'x'.repeat(300) } })),
  )
  row('floor: BEGIN, 3 INSERT, COMMIT', `${base.perSecond}/s`, `p95 ${base.p95} ms`, '')
  await importRegister()
  const warm = await drafts(500)
  await measure(CLIENTS, 500, async (n) => void (await send(warm[n] ?? '')))
  const keys = await drafts(SENDS)
  const sends = await measure(CLIENTS, SENDS, async (n) => void (await send(keys[n] ?? '')))
  row(
    'durable intake by the form',
    `${sends.perSecond}/s`,
    `p95 ${sends.p95} ms, ratio ${(sends.perSecond / base.perSecond).toFixed(2)}`,
    'ratio 0.35',
  )
  const { rows: stored } = await owner.query(
    "select count(*)::int as n from (select 1 from commitments.commitment where rule_id = 'BENCH' limit 1) x",
  )
  const empty = stored[0].n === 0 ? await lives('few stored cases') : null
  if (stored[0].n === 0) {
    const from = performance.now()
    await fill(owner, cases, unitId, {
      intake: Number(place.intake),
      head: Number(place.head),
      officer: Number(place.officer),
    })
    console.error(`filled ${cases} cases in ${Math.round((performance.now() - from) / 1000)} s`)
  }
  const full = await lives(`${cases} stored cases`)
  if (empty) row('lifecycles lost by a full store', `${Math.round(100 * (1 - full / empty))} %`, '', 'at most 20 %')
  const officer = await signIn('kinhte@tayho.example')
  const reads: [string, string, string][] = [
    ['My work', '/lam-viec', officer],
    ['My work, search', '/lam-viec?tim=rac+thai', officer],
    ['unit work, done', '/lam-viec?o=done', officer],
    ['case list', '/lam-viec/don-thu?muc=all', officer],
    ['published list', `/dv/${UNIT}/da-tra-loi`, ''],
    ['published search', `/dv/${UNIT}/da-tra-loi?tim=rac+thai`, ''],
    ['public board', `/dv/${UNIT}/cam-ket`, ''],
    ['unit home', `/dv/${UNIT}`, ''],
    ['send page', `/dv/${UNIT}/gui-y-kien`, ''],
  ]
  for (const [name, path, cookie] of reads) {
    await measure(2, 40, async () => void (await call(appPort, 'GET', path, { cookie })))
    const read = await measure(CLIENTS, READS, async () => {
      const answer = await call(appPort, 'GET', path, { cookie })
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    })
    const alone = await measure(1, 60, async () => void (await call(appPort, 'GET', path, { cookie })))
    row(
      name,
      `p95 ${read.p95} ms`,
      `${read.perSecond}/s at ${CLIENTS} clients; alone p50 ${alone.p50} ms`,
      'p95 < 50 ms',
    )
  }
  await matters(server.appUrl, { unitId, intake: Number(place.intake) }, row)
} finally {
  floor.kill()
  app.kill('SIGTERM')
  await owner.end()
  await sleep(3000)
  await server.stop().catch(() => {})
}
process.exit(0)
