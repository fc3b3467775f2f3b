import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, type CitizenCase, ROLES, TODAY } from '../../../test/office.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { firstBreak, historyOf } from '../../platform/history.ts'
import { historyPage } from '../../platform/history-check.ts'
import type { Actor } from '../../platform/rights.ts'
import { ownSender, submissionsOf, writeAsSender } from '../cases/index.ts'
import { commitmentById } from '../commitments/index.ts'
import { askAboutData, type Settlement, settleRequest } from './actions.ts'
import { listRequests, privacyWorkplace, requestsOfSubmission } from './queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, host, db } = office
const REPLY = 'Đã làm theo đề nghị của ông bà.'
const NOBODY_LEFT = { name: null, address: null, phone: null, email: null }

const asSender = <T>(of: CitizenCase, work: (tx: Tx) => Promise<T>) =>
  inTransaction(db.database, { unitId: of.unitId, postId: null, sealId: null }, work)

async function asked(state: 'assigned' | 'answered', kind: 'correct' | 'erase') {
  const of = await office.newCase(state, { sender: 'Phan Thị Lụa', text: 'Cống nghẹt trước nhà Phan Thị Lụa.' })
  const [mine] = await asSender(of, (tx) => submissionsOf(tx, of.id))
  if (!mine) throw new Error('no submission')
  await asSender(of, (tx) => writeAsSender({ tx, host }, of.id, mine.id, 'Tôi là Phan Thị Lụa đây.'))
  const ask = () =>
    asSender(of, (tx) => askAboutData({ tx, host, today: TODAY }, of, mine, kind, 'Xin làm giúp tôi việc này.'))
  expect(await ask()).toEqual({ done: true })
  const [request] = await asSender(of, (tx) => requestsOfSubmission(tx, mine.id))
  if (!request) throw new Error('no request')
  return { of, mine, request, ask }
}

const settle = (who: Actor, id: number, settlement: Settlement, version = 1) =>
  office.doing(who, (context) => settleRequest(context, id, version, REPLY, settlement))

test('a request is a promise of the focal point with its own day; asked twice it is one', async () => {
  const { request, ask } = await asked('assigned', 'erase')
  const promise = await office.as(here.head, (tx) => commitmentById(tx, request.commitmentId))
  expect(promise).toMatchObject({ ownerPostId: here.officer.postId, state: 'open', dueOn: '2026-12-14' })
  expect(promise?.proof.rule).toBe('DL-04.erase')
  expect(await ask()).toEqual({ refused: 'askedAlready' })
  expect(await office.as(here.officer, (tx) => privacyWorkplace(tx, request.commitmentId))).toBe(
    `/lam-viec/du-lieu-ca-nhan/${request.id}`,
  )
})

test('erased, no word of the sender is left anywhere, and the chain of the history still verifies', async () => {
  const { of, mine, request } = await asked('answered', 'erase')
  expect(await settle(here.officer, request.id, { settle: 'erase' })).toEqual({ done: true })
  const tables = ['cases.sender', 'cases.submission', 'cases.letter', 'platform.history_payload', 'privacy.request']
  for (const table of [...tables, 'platform.message', 'platform.submit_key']) {
    const { rows } = await db.owner.query(`select * from ${table} where true`)
    const its = rows.filter((row) => ![row.case_id, row.id].includes(-1) && JSON.stringify(row).includes('Lụa'))
    const ofThis = its.filter((row) => row.case_id === of.id || row.submission_id === mine.id || row.id === mine.id)
    expect(ofThis, table).toEqual([])
  }
  const entries = await office.as(here.head, (tx) => historyOf(tx, { kind: 'case', id: of.id }))
  expect(entries.filter(({ payload }) => payload === null).length).toBeGreaterThan(0)
  expect(JSON.stringify(entries)).not.toContain('Lụa')
  expect((await firstBreak(historyPage(db.owner))).broken).toBeNull()
  expect((await office.caseNow(of.id)).state).toBe('answered')
})

test('an open case is not erased, and nothing of it is lost', async () => {
  const { mine, of, request } = await asked('assigned', 'erase')
  expect(await settle(here.officer, request.id, { settle: 'erase' })).toEqual({ refused: 'stillOpen' })
  expect((await asSender(of, (tx) => submissionsOf(tx, of.id)))[0]?.text).toContain('Lụa')
  expect(await settle(here.officer, request.id, { settle: 'refuse' })).toEqual({ done: true })
  expect((await asSender(of, (tx) => requestsOfSubmission(tx, mine.id)))[0]).toMatchObject({
    state: 'refused',
    reply: REPLY,
  })
})

test('corrected, the bearer of number and code reads it at once; a wrong code reads nothing', async () => {
  const { mine, request } = await asked('assigned', 'correct')
  const sender = { ...NOBODY_LEFT, name: 'Phan Thị Lụa', phone: '0905 999 888' }
  expect(await settle(here.officer, request.id, { settle: 'correct', sender })).toEqual({ done: true })
  const { rows } = await db.owner.query('select code_hash from cases.submission where id = $1', [mine.id])
  const read = (hash: Buffer) => office.as(null, (tx) => ownSender(tx, mine.number, hash))
  expect(await read(rows[0].code_hash)).toEqual(sender)
  expect(await read(Buffer.alloc(32))).toBeNull()
})

describe('rights: action x role x territory', () => {
  for (const role of ROLES)
    test(role, async () => {
      const { request } = await asked('answered', 'correct')
      const settlement = { settle: 'correct', sender: NOBODY_LEFT } as const
      expect(await settle(neighbour[role], request.id, settlement)).toEqual({ refused: 'notOpen' })
      expect(await office.as(neighbour[role], (tx) => listRequests(tx, here.head.unitId, true))).toEqual([])
      // The officer is the focal point, the head supervises.
      const may = role === 'officer' || role === 'head'
      expect('done' in (await settle(here[role], request.id, settlement))).toBe(may)
    })
})

test('of two who settle the second is told; the database keeps no half answer', async () => {
  const { request } = await asked('answered', 'correct')
  expect(await settle(here.officer, request.id, { settle: 'refuse' }, 7)).toEqual({ refused: 'changed' })
  expect(await settle(here.officer, request.id, { settle: 'refuse' })).toEqual({ done: true })
  expect(await settle(here.head, request.id, { settle: 'refuse' })).toEqual({ refused: 'notOpen' })
  await expect(db.owner.query("update privacy.request set state = 'asked'")).rejects.toThrow('check')
})
