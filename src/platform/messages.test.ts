import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { anOffice } from '../../test/office.ts'
import { moveCase } from '../capabilities/cases/index.ts'
import { CASE_JOBS } from '../capabilities/cases/jobs.ts'
import { COMMITMENT_JOBS } from '../capabilities/commitments/jobs.ts'
import { backUp } from './backup.ts'
import { keyFileIn } from './backup-key-file.ts'
import { newKeyPair } from './backup-keys.ts'
import { own } from './db.ts'
import { installJobs, startJobs } from './jobs.ts'
import { openLog } from './log.ts'
import { enqueueUnsent } from './messages.ts'
import type { Letter } from './notify.ts'
import type { Host } from './page.ts'
import { restore } from './restore.ts'
import type { Actor } from './rights.ts'

const office = await anOffice()
const NAMES = ['tell-post', 'tell-sender']
await installJobs(office.db.ownerUrl, NAMES)
const jobs = await startJobs(office.db.appUrl, openLog('silent'))
afterAll(async () => {
  await jobs.stop()
  await office.db[Symbol.asyncDispose]()
})
const { here, neighbour } = office

const sent: Letter[] = []
let isDown = false
const host = {
  ...{ ...office.host, jobs, settings: { publicUrl: 'http://gan.dan' } },
  notify: {
    says: '',
    send: async (letter: Letter) => {
      if (isDown) throw new Error('the mail server is down')
      sent.push(letter)
    },
  },
} as unknown as Host
const ask = async <T>(text: string, values: unknown[] = []) => (await office.db.owner.query(text, values)).rows as T[]
const queue = () =>
  ask<{ name: string; data: { messageId: number } }>('select name, data from jobs.job order by created_on')
const jobOf = (name: string) => {
  const job = [...CASE_JOBS, ...COMMITMENT_JOBS].map((make) => make(host)).find((one) => one.name === name)
  if (!job) throw new Error(`no job ${name}`)
  return job
}

/** A case, sealed or not, of somebody who left an address, brought far enough that post and sender are told. */
async function told(sealed: boolean) {
  const found = await office.newCase('sent', { sealed, sender: 'Bà Chín' })
  await office.as(sealed ? here.head : here.intake, (tx) =>
    moveCase({ tx, host, actor: sealed ? here.head : here.intake, today: found.sentOn }, found.id, 1, {
      ...{ move: 'guide', competentBody: 'Công ty điện lực', reason: 'Thuộc ngành điện quản lý' },
    }),
  )
  return found
}

test('the queue carries the id of a message and nothing else: neither submission, unit, seal nor what happened', async () => {
  for (const sealed of [false, true]) await told(sealed)
  const rows = await queue()
  expect(rows.map(({ name }) => name)).toEqual(['tell-sender', 'tell-sender'])
  for (const { data } of rows) expect(Object.keys(data)).toEqual(['messageId'])
  const all = JSON.stringify(await ask('select * from jobs.job'))
  for (const { id } of await ask<{ id: string }>('select id from platform.seal')) expect(all).not.toContain(id)
  // The row behind the id is its unit's, and of a sealed one only its reader's.
  const seen = (who: Actor | null) =>
    office.as(who, async (tx) => (await sql`select 1 from platform.message`.execute(own(tx))).rows.length)
  expect([await seen(null), await seen(neighbour.head), await seen(here.intake), await seen(here.head)]).toEqual([
    0, 0, 1, 2,
  ])
})

test('a message goes out once however often its job runs, the sealed one too; a failed one waits for the next try', async () => {
  await told(true)
  const { data } = (await queue()).at(-1) as { data: { messageId: number } }
  isDown = true
  await expect(jobOf('tell-sender').run(data)).rejects.toThrow('down')
  isDown = false
  expect(await ask('select failures, sent_at from platform.message where id = $1', [data.messageId])).toEqual([
    { failures: 1, sent_at: null },
  ])
  await Promise.all([1, 2, 3].map(() => jobOf('tell-sender').run(data)))
  await jobOf('tell-sender').run(data)
  expect(sent.map(({ to }) => to)).toEqual(['nguoi@dan.example'])
  expect(sent[0]?.title).toMatch(/^Đơn số [0-9A-Z]{4}-[0-9A-Z]{4} đã có hướng dẫn$/)
})

test('a mail to an official names no case: its title may be the first sentence of the sender', async () => {
  const found = await office.newCase('received', { text: 'Nguyễn Thị Hoa ở số 3 kể rằng cống tắc. Đề nghị xem.' })
  await office.as(here.intake, (tx) =>
    moveCase({ tx, host, actor: here.intake, today: found.sentOn }, found.id, found.version, {
      ...{ move: 'assign', ownerPostId: here.officer.postId, reason: '' },
    }),
  )
  await office.db.owner.query(
    `insert into accounts."user" (id, name, email, "emailVerified") values ('officer', 'x', 'officer@xa.example', true)`,
  )
  await office.db.owner.query(`update organization.person set user_id = 'officer' where id = $1`, [
    here.officer.personId,
  ])
  sent.length = 0
  await jobOf('tell-post').run((await queue()).at(-1)?.data ?? {})
  expect(sent).toEqual([
    {
      ...{ channel: 'mail', to: 'officer@xa.example', title: 'Có việc mới được giao' },
      body: 'Có việc mới được giao\n\nhttp://gan.dan/lam-viec',
    },
  ])
})

test('after a restore, whose queue is empty, each unsent message is queued once; starting again adds nothing', async () => {
  await told(false)
  await told(true)
  const { data: lost } = (await queue()).at(-1) as { data: { messageId: number } }
  const unsent = await ask<{ id: number }>('select id from platform.message where sent_at is null order by id')
  expect(unsent.length).toBeGreaterThan(2)
  expect(await enqueueUnsent(host), 'in an ordinary start every message has its job').toBe(0)

  const folder = mkdtempSync(join(tmpdir(), 'gandan-messages-'))
  const [ordinary, sealed] = [newKeyPair(), newKeyPair()]
  const [file, filesFolder] = [join(folder, 'whole.gdbackup'), join(folder, 'files')]
  await using into = await testDatabase()
  try {
    const holders = newKeyPair()
    const keys = { key: ordinary.publicKey, sealedKey: sealed.publicKey }
    await backUp({
      ...{ ownerUrl: office.db.ownerUrl, filesFolder, to: file, ...keys },
      keys: { folder, key: holders.publicKey },
    })
    const opened = {
      ...{ key: ordinary.privateKey, sealedKey: sealed.privateKey },
      keys: { file: keyFileIn(folder), key: holders.privateKey },
    }
    await restore({ file, ownerUrl: into.ownerUrl, filesFolder: join(folder, 'back'), ...opened })
  } finally {
    rmSync(folder, { recursive: true })
  }
  await installJobs(into.ownerUrl, NAMES)
  const again = await startJobs(into.appUrl, openLog('silent'))
  try {
    // One that failed as often as a job is tried stays where it is, for people to see.
    await into.owner.query('update platform.message set failures = 6 where id = $1', [lost.messageId])
    const restored = { database: into.database, jobs: again }
    const waiting = unsent.filter(({ id }) => id !== lost.messageId)
    expect(await enqueueUnsent(restored)).toBe(waiting.length)
    expect(await enqueueUnsent(restored), 'a second start').toBe(0)
    const { rows } = await into.owner.query('select data from jobs.job order by data')
    expect(rows.map(({ data }) => data.messageId).sort()).toEqual(waiting.map(({ id }) => id).sort())
  } finally {
    await again.stop()
  }
})
