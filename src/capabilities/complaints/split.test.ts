import { afterAll, describe, expect, test } from 'vitest'
import { complaintsIn } from '../../../test/complaint.ts'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, day } from '../../platform/day.ts'
import { inTransaction, NOBODY } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { caseByNumber, copySender, ownSender, splitsOf, submissionByCode, submissionsOf } from '../cases/index.ts'
import { firstOf, secondsOf } from './instance-queries.ts'
import { complaintByNumber } from './queries.ts'
import { type Part, splitOff } from './split-actions.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, above, db } = office
const { inState } = complaintsIn(office)
const SENT = addDays(TODAY, -10)

type Of = Awaited<ReturnType<typeof office.newCase>>
const firstId = async (of: Of) => (await office.as(here.head, (tx) => submissionsOf(tx, of.id)))[0]?.id ?? 0
const asComplaint = {
  kind: 'complaint',
  against: 'Quyết định 9/QĐ',
  subject: 'decision',
  demand: 'Hủy quyết định',
} as const
const tear = async (who: Actor, of: Of, it: Partial<Part> = {}) =>
  office.doing(who, async (context) =>
    splitOff(context, of.number, {
      ...{ kind: 'recommendation', text: 'Đề nghị làm thêm đèn đường.', category: 'roads' },
      ...{ submissionId: await firstId(of), ...it },
    } as Part),
  )

test('the part has the same sender, code and first day, and both cases say so', async () => {
  const whole = await office.newCase('assigned', { sender: 'Bà Hai Việc', sentOn: SENT })
  const made = await tear(here.intake, whole)
  if ('refused' in made) throw new Error(made.refused)
  const part = await office.as(here.head, (tx) => caseByNumber(tx, made.number))
  expect(part).toMatchObject({ splitFrom: whole.number, sentOn: SENT, kind: 'recommendation', state: 'sent' })
  expect(part?.commitment.startedOn, 'the clock of the part runs from the first day').toBe(SENT)
  const { rows } = await db.owner.query('select code_hash from cases.submission where number = $1', [whole.number])
  const door = await inTransaction(db.database, NOBODY, (tx) => submissionByCode(tx, made.number, rows[0].code_hash))
  expect(door?.caseId, 'opened by the code the sender has').toBe(part?.id)
  expect(await inTransaction(db.database, NOBODY, (tx) => ownSender(tx, made.number, rows[0].code_hash))).toMatchObject(
    {
      name: 'Bà Hai Việc',
    },
  )
  expect(await office.as(here.head, (tx) => splitsOf(tx, whole.number))).toEqual([
    { number: made.number, kind: 'recommendation', title: 'Đề nghị làm thêm đèn đường' },
  ])
})

test('an unsigned complaint taken out waits for its signature; a signed one runs from the first day', async () => {
  const whole = await office.newCase('assigned', { sender: 'Ông Ba', sentOn: SENT })
  const unsigned = await tear(here.intake, whole, { ...asComplaint, knownOn: SENT, signed: false })
  const signed = await tear(here.intake, whole, { ...asComplaint, knownOn: SENT, signed: true })
  if ('refused' in unsigned || 'refused' in signed) throw new Error('refused')
  const [one, two] = await office.as(here.head, async (tx) => [
    await complaintByNumber(tx, unsigned.number),
    await complaintByNumber(tx, signed.number),
  ])
  expect(one).toMatchObject({ it: { state: 'unsigned' }, of: { commitment: { state: 'waiting' } } })
  expect(two).toMatchObject({ it: { state: 'lodged', signedOn: SENT }, of: { commitment: { startedOn: SENT } } })
})

test('sealed and joined cases are not taken apart, nor is a letter of another case', async () => {
  const sealed = await office.newCase('sent', { sealed: true })
  expect(await tear(here.head, sealed)).toEqual({ refused: expect.stringMatching(/sealedStays|notOpen/) })
  expect(await tear(here.head, await office.newCase('joined'))).toEqual({ refused: 'notOpen' })
  const whole = await office.newCase('assigned')
  const other = await office.newCase('assigned')
  expect(await tear(here.head, whole, { submissionId: await firstId(other) })).toEqual({ refused: 'noSubmission' })
})

describe('rights: action x role x territory', () => {
  for (const role of ROLES)
    test(role, async () => {
      const whole = await office.newCase('assigned')
      expect(await tear(neighbour[role], whole)).toEqual({ refused: 'notOpen' })
      expect('number' in (await tear(here[role], whole))).toBe(['intake', 'head', 'deputy', 'officer'].includes(role))
    })
})

test('the database gives a sender to nothing but the part of the same unit', async () => {
  const whole = await office.newCase('assigned', { sender: 'Bà Kín' })
  const other = await office.newCase('assigned')
  const steal = async (who: Actor) =>
    office.as(who, async (tx) => {
      await copySender(tx, await firstId(whole), await firstId(other))
    })
  await expect(steal(here.head)).rejects.toThrow('no such submission here')
  await expect(steal(neighbour.head)).rejects.toThrow('no such submission here')
})

describe('a second complaint beside the first', () => {
  test('the level above reads the first decision and never who complained; others read nothing', async () => {
    const first = await inState('decided')
    const seen = { firstNumber: first.of.number }
    const facts = await office.as(above, (tx) => firstOf(tx, seen, TODAY))
    expect(facts).toMatchObject({ settledNumber: '20/QĐ-UBND', outcome: 'partlyRight', unitName: 'Xã Này' })
    expect(JSON.stringify(facts)).not.toContain('Tám')
    expect(await office.as(neighbour.head, (tx) => firstOf(tx, seen, TODAY))).toBeNull()
    expect(await inTransaction(db.database, NOBODY, (tx) => firstOf(tx, seen, TODAY))).toBeNull()
  })

  test('the unit of the first sees that a second was lodged; only a second complaint may name a first', async () => {
    const first = await inState('decided')
    const second = await inState('lodged')
    const name = (ordinal: number) =>
      db.owner.query('update complaints.complaint set first_number = $1, ordinal = $3 where case_id = $2', [
        ...[first.of.number, second.of.id, ordinal],
      ])
    await expect(name(1)).rejects.toThrow('complaint_second_of_first')
    await name(2)
    expect(await office.as(here.head, (tx) => secondsOf(tx, first.of.number, TODAY))).toMatchObject([
      { state: 'lodged', unitName: 'Xã Này' },
    ])
    expect(await office.as(neighbour.head, (tx) => secondsOf(tx, first.of.number, TODAY))).toEqual([])
    expect(await office.as(here.head, (tx) => firstOf(tx, { firstNumber: null }, day('2026-11-23')))).toBeNull()
  })
})
