import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aLetter, NAME } from '../../../test/letters.ts'
import { anOffice, type Office, TODAY } from '../../../test/office.ts'
import { prepared, thirdUnit, topAdministrator } from '../../../test/succession.ts'
import { inTransaction, own } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { lettersAbout, lettersOf } from '../letters/index.ts'
import { carryOut } from './carry-actions.ts'
import { confirmChange } from './prepare-actions.ts'

let office: Office
let admin: Actor
let to: Awaited<ReturnType<typeof thirdUnit>>
let changeId: number
const carry = () => office.as(admin, (tx) => carryOut({ tx, host: office.host }, changeId, TODAY))

beforeAll(async () => {
  office = await anOffice()
  admin = await topAdministrator(office)
  to = await thirdUnit(office)
  const { here } = office
  changeId = await prepared(office, admin, { kind: 'merge', from: [here.head.unitId], to: [to.unitId], code: null })
  await office.as(admin, (tx) => confirmChange(tx, admin, changeId, TODAY))
})
afterAll(() => office.db[Symbol.asyncDispose]())

const there = <T>(work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(office.db.database, { unitId: to.unitId, postId: to.intakePostId, sealId: null }, work)

test('a letter signed and not released stands in the way; once released it goes on, and drafts end', async () => {
  const draft = await aLetter(office, 'drafted')
  const signed = await aLetter(office, 'signed')
  const released = await aLetter(office, 'released')
  expect(await carry()).toMatchObject({ refused: 'unissued', count: 1 })
  await office.db.owner.query('alter table letters.letter disable trigger keep_letter')
  await office.db.owner.query('delete from letters.document where letter_id = $1', [signed.id])
  await office.db.owner.query('delete from letters.recipient where letter_id = $1', [signed.id])
  await office.db.owner.query('delete from letters.recipient_view where letter_id = $1', [signed.id])
  await office.db.owner.query('delete from letters.letter where id = $1', [signed.id])
  await office.db.owner.query('alter table letters.letter enable trigger keep_letter')
  expect(await carry()).toEqual({ done: true })

  const about = (id: number) => there((tx) => lettersAbout(tx, { kind: 'case', id }))
  expect(await about(draft.subjectId), 'a draft is written anew').toEqual([])
  expect(await about(released.subjectId)).toMatchObject([{ id: released.id, state: 'released' }])
  const { rows } = await office.db.owner.query(
    'select unit_id, issuer_unit_id, number from letters.letter where id = $1',
    [released.id],
  )
  expect(rows[0]).toMatchObject({
    unit_id: to.unitId,
    issuer_unit_id: office.here.head.unitId,
    number: released.number,
  })
  const sent = await there((tx) => lettersOf(tx, released.submissionId ?? 0))
  expect(sent, 'the sender still reads it').toMatchObject([{ letterId: released.id }])
  const { rows: opened } = await there((tx) =>
    sql<{ name: string }>`select name from letters.open_recipient(${released.id}, 'giao văn bản', ${TODAY})`.execute(
      own<Record<string, never>>(tx),
    ),
  )
  expect(opened, 'the successor delivers it').toEqual([{ name: NAME }])
})

test('the application itself never gives a letter to another unit', async () => {
  const { unitId } = office.neighbour.head
  const moving = there((tx) =>
    sql`update letters.letter set unit_id = ${unitId}`.execute(own<Record<string, never>>(tx)),
  )
  await expect(moving).rejects.toThrow()
})
