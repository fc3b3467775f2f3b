import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { anOffice, type CitizenCase, ROLES, TODAY } from '../../../test/office.ts'
import { plant } from '../../../test/planted.ts'
import { addDays, type Day, day } from '../../platform/day.ts'
import { inTransaction, own } from '../../platform/db.ts'
import { firstBreak, historyOf } from '../../platform/history.ts'
import { historyPage } from '../../platform/history-check.ts'
import type { Actor } from '../../platform/rights.ts'
import { submissionsOf } from '../cases/index.ts'
import { askAboutData } from './actions.ts'
import { NOTICE } from './deadlines.ts'
import { expirePersonal } from './jobs.ts'
import { hold, letGo, setRetention } from './retention-actions.ts'
import { erasedCount, expiriesOf } from './retention-queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, host, db } = office
const WHO = 'Trịnh Xuyến'
const MONTHS = 12

const night = (on: Day) => expirePersonal({ database: db.database, now: () => new Date(`${on}T02:40:00+07:00`) })
const as = <T>(who: Actor, work: Parameters<typeof office.doing<T>>[1], today: Day = TODAY) =>
  office.doing(who, work, today)
const RULE = { months: MONTHS, documentNumber: '12/QĐ-UBND', documentOn: TODAY, issuer: 'UBND xã Này', from: TODAY }
const rule = (who: Actor, it: Partial<typeof RULE> & { kind?: 'feedback' | 'contact' } = {}, today: Day = TODAY) =>
  as(who, (context) => setRetention(context, { kind: 'feedback', ...RULE, ...it }), today)

/** Closed so many days ago, by feedback's rule. */
async function closed(daysAgo: number): Promise<CitizenCase> {
  const of = await office.newCase('answered', { sender: WHO, text: `Cống nghẹt trước nhà ${WHO}.` })
  await db.owner.query(
    'update commitments.commitment set started_on = $2, due_on = $2, first_due_on = $2, closed_on = $2 where id = $1',
    [of.commitmentId, addDays(TODAY, -daysAgo)],
  )
  return of
}

const wordsLeft = async (of: CitizenCase) => {
  const { rows } = await db.owner.query(
    `select s.text, c.title, (select name from cases.sender x where x.submission_id = s.id) as name from cases.submission s join cases.citizen_case c on c.id = s.case_id where c.id = $1`,
    [of.id],
  )
  return JSON.stringify(rows).includes(WHO)
}
const proposed = () => office.as(here.head, (tx) => expiriesOf(tx, 'proposed'))

beforeEach(async () => {
  await db.owner.query('delete from privacy.expiry; delete from privacy.retention_rule')
})

test('without a rule of the unit nothing is ever proposed or erased, however old', async () => {
  const of = await closed(4000)
  expect(await night(TODAY)).toEqual({ proposed: 0, erased: 0 })
  expect(await wordsLeft(of)).toBe(true)
})

test('first the list, then its notice, then the words go: once, with a line in the history; days and number stay', async () => {
  const of = await closed(500)
  const young = await closed(100)
  expect(await rule(here.head)).toEqual({ done: true })
  expect((await night(TODAY)).erased).toBe(0)
  const mine = (await proposed()).find(({ subjectId }) => subjectId === of.id)
  expect(mine).toMatchObject({ number: of.number, eraseOn: addDays(TODAY, NOTICE.days), months: MONTHS, keptFor: null })
  expect((await proposed()).some(({ subjectId }) => subjectId === young.id)).toBe(false)
  expect((await night(addDays(TODAY, NOTICE.days - 1))).erased).toBe(0)
  expect(await wordsLeft(of)).toBe(true)
  const last = addDays(TODAY, NOTICE.days)
  expect((await night(last)).erased).toBeGreaterThan(0)
  expect(await wordsLeft(of)).toBe(false)
  expect(await night(last)).toEqual({ proposed: 0, erased: 0 })
  const entries = await office.as(here.head, (tx) => historyOf(tx, { kind: 'case', id: of.id }))
  expect(entries.at(-1)).toMatchObject({ kind: 'dataExpired', payload: { document: '12/QĐ-UBND', months: MONTHS } })
  expect(entries.slice(0, -1).every(({ payload }) => payload === null)).toBe(true)
  expect((await firstBreak(historyPage(db.owner))).broken).toBeNull()
  expect((await office.caseNow(of.id)).number).toBe(of.number)
  expect((await office.caseNow(of.id)).state).toBe('answered')
  expect(await office.as(null, (tx) => erasedCount(tx, here.head.unitId, TODAY))).toBeGreaterThan(0)
  expect(await wordsLeft(young)).toBe(true)
})

describe('what is open keeps a matter, and the list says why', () => {
  const keeps = async (of: CitizenCase, why: string) => {
    await rule(here.head)
    await night(TODAY)
    expect((await proposed()).find(({ subjectId }) => subjectId === of.id)?.keptFor).toBe(why)
    await night(addDays(TODAY, 400))
    expect(await wordsLeft(of)).toBe(true)
  }

  test('an open request about one’s own data', async () => {
    const of = await closed(600)
    await inTransaction(db.database, { unitId: of.unitId, postId: null, sealId: null }, async (tx) => {
      const [mine] = await submissionsOf(tx, of.id)
      if (mine) await askAboutData({ tx, host, today: TODAY }, of, mine, 'correct', 'Xin sửa tên giúp tôi.')
    })
    await keeps(of, 'request')
  })

  test('a lawsuit', async () => {
    const of = await closed(600)
    const [mine] = await office.as(here.head, (tx) => submissionsOf(tx, of.id))
    await plant(db.owner, { caseId: of.id, submissionId: mine?.id ?? 0, mark: WHO })
    await db.owner.query('delete from privacy.expiry; delete from privacy.retention_rule')
    await keeps(of, 'lawsuit')
  })

  test('a wish to look again', async () => {
    const of = await closed(600)
    await db.owner.query(
      `update cases.submission s set reopen_reason = 'Chưa xong', reopen_asked_at = now(), reopen_commitment_id =
        (select id from commitments.commitment where state in ('open', 'waiting') limit 1) where case_id = $1`,
      [of.id],
    )
    await keeps(of, 'reopen')
  })
})

test('the head keeps one with a reason; freed, its notice begins anew', async () => {
  const of = await closed(600)
  await rule(here.head)
  await night(TODAY)
  const it = (await proposed()).find(({ subjectId }) => subjectId === of.id)
  const id = it?.id ?? 0
  expect(await as(here.head, (context) => hold(context, id, 9, 'Tòa án đang thụ lý'))).toEqual({ refused: 'changed' })
  expect(await as(here.head, (context) => hold(context, id, 1, 'Tòa án đang thụ lý'))).toEqual({ done: true })
  await night(addDays(TODAY, 300))
  expect(await wordsLeft(of)).toBe(true)
  const later = addDays(TODAY, 300)
  expect(await as(here.head, (context) => letGo(context, id, 2), later)).toEqual({ done: true })
  expect(await as(here.head, (context) => letGo(context, id, 3), later)).toEqual({ refused: 'notOpen' })
  await night(addDays(later, NOTICE.days - 1))
  expect(await wordsLeft(of)).toBe(true)
  await night(addDays(later, NOTICE.days))
  expect(await wordsLeft(of)).toBe(false)
})

test('contact alone may go sooner: telephone and e-mail, the rest stays', async () => {
  const of = await closed(600)
  await rule(here.head, { kind: 'contact', months: 3 })
  await night(TODAY)
  await night(addDays(TODAY, NOTICE.days))
  const { rows } = await db.owner.query(
    'select name, phone, email from cases.sender where submission_id in (select id from cases.submission where case_id = $1)',
    [of.id],
  )
  expect(rows).toEqual([{ name: WHO, phone: null, email: null }])
  expect(await wordsLeft(of)).toBe(true)
})

test('a rule that was replaced erases nothing more; the one that followed looks anew', async () => {
  const of = await closed(600)
  await rule(here.head)
  await night(TODAY)
  const tomorrow = addDays(TODAY, 1)
  expect(await rule(here.head, { months: 60, from: tomorrow }, tomorrow)).toEqual({ done: true })
  await night(addDays(TODAY, NOTICE.days + 5))
  expect(await wordsLeft(of)).toBe(true)
  expect(await proposed()).toEqual([])
  expect(await rule(here.head, { months: 6, from: tomorrow }, tomorrow)).toEqual({ refused: 'notAfterFormer' })
  expect(await rule(here.head, { documentOn: day('2027-01-01'), from: addDays(TODAY, 2) })).toEqual({
    refused: 'beforeDocument',
  })
  expect(await rule(here.head, { documentOn: day('2026-01-01'), from: addDays(TODAY, -1) })).toEqual({
    refused: 'past',
  })
})

describe('rights: action x role x territory', () => {
  for (const role of ROLES)
    test(role, async () => {
      const may = role === 'head'
      expect('done' in (await rule(here[role]))).toBe(may)
      if (!may) await rule(here.head)
      const of = await closed(600)
      await night(TODAY)
      const id = (await proposed()).find(({ subjectId }) => subjectId === of.id)?.id ?? 0
      const keep = (who: Actor) => as(who, (context) => hold(context, id, 1, 'Đang nộp lưu trữ'))
      expect(await keep(neighbour[role])).toEqual({ refused: 'notOpen' })
      expect(await office.as(neighbour[role], (tx) => expiriesOf(tx, 'proposed'))).toEqual([])
      expect('done' in (await keep(here[role]))).toBe(may)
      if (!may) await keep(here.head)
      expect('done' in (await as(here[role], (context) => letGo(context, id, 2)))).toBe(may)
    })
})

test('the application cannot make a list or a rule of its own accord for others, nor skip the notice', async () => {
  const of = await closed(600)
  await rule(here.head)
  await night(TODAY)
  const id = (await proposed()).find(({ subjectId }) => subjectId === of.id)?.id ?? 0
  const asked = (who: Actor) =>
    office.as(who, async (tx) => {
      const { rows } = await sql<{ done: boolean }>`select privacy.expire(${id}, ${TODAY}) as done`.execute(own(tx))
      return rows[0]?.done
    })
  expect(await asked(here.head)).toBe(false)
  await expect(db.database.pool.query('insert into privacy.expiry default values')).rejects.toThrow('permission denied')
  await expect(db.database.pool.query(`select privacy.kept_for('feedback', 1)`)).rejects.toThrow('permission denied')
})
