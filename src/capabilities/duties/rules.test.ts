import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, TODAY } from '../../../test/office.ts'
import { DUTY_RULES, isCarried, isQuorate, QUORUM_RULES, quorumOf, UNREAD_DUTIES } from '../../law/duty-rules.ts'
import { day } from '../../platform/day.ts'
import { type NewEvidence, recordEvidence } from './actions.ts'
import { reviewDuties } from './jobs.ts'
import { bearersOf, owedOn, unreadOn } from './periods.ts'
import { slotsOf, unitKind } from './queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, db, host } = office

const owed = (kind: string, on: string, tier = 'commune') =>
  owedOn(bearersOf({ tier, kind }), day(on), day('2010-01-01')).map(({ rule }) => rule.id)

describe('who owes a day of reception a month', () => {
  for (const [kind, on, rule, isOwed, why] of [
    ['agency', '2014-07-15', 'TCD-05', true, 'the first month of the law'],
    ['agency', '2014-06-15', 'TCD-05', false, 'before the law'],
    ['publicServiceUnit', '2026-07-15', 'TCD-06', true, 'the first month of the decree'],
    ['publicServiceUnit', '2026-06-15', 'TCD-06', false, 'before the decree'],
    ['publicServiceUnit', '2026-07-15', 'TCD-05', false, 'no agency'],
    ['ward', '2026-07-15', 'TCD-05', false, 'a chair has an article of their own'],
    ['fatherlandFront', '2026-07-15', 'TCD-05', false, 'no administrative agency'],
    ['partyCommittee', '2026-07-15', 'NDD-05.month', true, 'a secretary of a commune reports'],
    ['partyCommittee', '2026-07-15', 'NDD-05.quarter', true, 'and each quarter'],
    ['partyCommittee', '2025-10-15', 'NDD-05.month', false, 'before conclusion 215'],
  ] as const)
    test(`${rule} ${on} ${kind}: ${why}`, () => expect(owed(kind, on).includes(rule)).toBe(isOwed))
})

test('what was not read is a row that says so, and no slot: NDD-06', () => {
  expect(owed('partyCommittee', '2026-07-15').some((id) => id.startsWith('NDD-06'))).toBe(false)
  const spoken = unreadOn(bearersOf({ tier: 'commune', kind: 'partyCommittee' }), TODAY)
  expect(spoken.map(({ id }) => id)).toEqual(['NDD-06', 'NDD-06.dialogue'])
  for (const rule of UNREAD_DUTIES) {
    expect(rule.cite).toContain('chưa đọc số điều')
    expect(rule.confidence).not.toBe('A')
  }
  expect(DUTY_RULES.some(({ id }) => id.startsWith('NDD-06'))).toBe(false)
})

describe('DCQ-04: two thirds of those summoned, exactly', () => {
  const [rule] = QUORUM_RULES
  for (const [summoned, present, isValid] of [
    [30, 20, true],
    [30, 19, false],
    [100, 66, false],
    [100, 67, true],
    [1, 1, true],
    [7, 4, false],
  ] as const)
    test(`${present} of ${summoned}`, () => expect(rule && isQuorate(rule, summoned, present)).toBe(isValid))

  for (const [present, agreed, isPassed] of [
    [20, 11, true],
    [20, 10, false],
    [21, 11, true],
    [1, 0, false],
  ] as const)
    test(`${agreed} of ${present} present`, () => expect(rule && isCarried(rule, present, agreed)).toBe(isPassed))

  test('for a conference of staff alone, since the law is in force', () => {
    expect(quorumOf('staffConference', day('2023-06-30'))).toBeUndefined()
    expect(quorumOf('staffConference', day('2023-07-01'))?.id).toBe('DCQ-04')
    expect(quorumOf('staffDialogue', TODAY)).toBeUndefined()
  })
})

describe('a conference as evidence', () => {
  const held = (count: Partial<NewEvidence>): NewEvidence => ({
    ...{ fact: 'staffConference', doneOn: day('2026-02-10'), title: 'Hội nghị cán bộ, công chức năm 2026' },
    ...{ documentNumber: '03/BB', documentOn: day('2026-02-11'), ...count },
  })
  const record = (it: NewEvidence) => office.doing(here.intake, (context) => recordEvidence(context, it))
  const slot = async () => {
    const found = await office.as(here.head, (tx) => slotsOf(tx, here.head.unitId, day('2026-01-01'), TODAY))
    return found.find(({ ruleId }) => ruleId === 'DCQ-03')
  }

  test('without a count, or with fewer than two thirds, it fills nothing; with them it does', async () => {
    await reviewDuties(host, TODAY)
    for (const [count, refused] of [
      [{}, 'noCount'],
      [{ summoned: 30, present: 31 }, 'noCount'],
      [{ summoned: 0, present: 0 }, 'noCount'],
      [{ summoned: 30, present: 19 }, 'tooFew'],
      [{ summoned: 30, present: 20, agreed: 21 }, 'tooMany'],
    ] as const) {
      expect(await record(held(count))).toEqual({ refused })
      expect(await slot()).toMatchObject({ state: 'open', filled: 0 })
    }
    expect(await record(held({ summoned: 30, present: 20, agreed: 10 }))).toMatchObject({ id: expect.any(Number) })
    expect(await slot()).toMatchObject({ state: 'filled', filledOn: '2026-02-10' })
  })

  test('counts belong to what asks for them: other evidence keeps none', async () => {
    const it = { ...held({ summoned: 3, present: 1 }), fact: 'staffDialogue' as const }
    expect(await record(it)).toMatchObject({ id: expect.any(Number) })
    const { rows } = await db.owner.query(
      "select summoned, present from duties.evidence where fact = 'staffDialogue' and title = $1",
      [it.title],
    )
    expect(rows).toEqual([{ summoned: null, present: null }])
  })
})

test('the head of an agency: a day of reception fills the slot of the month', async () => {
  await db.owner.query(`update organization.unit_version set kind = 'agency' where unit_id = $1`, [here.head.unitId])
  await reviewDuties(host, TODAY)
  const received = { fact: 'headReceived' as const, doneOn: day('2026-11-10'), title: 'Giám đốc tiếp công dân' }
  await office.doing(here.intake, (context) =>
    recordEvidence(context, { ...received, documentNumber: '5/BB', documentOn: day('2026-11-10') }),
  )
  const all = await office.as(here.head, (tx) => slotsOf(tx, here.head.unitId, day('2026-11-01'), day('2026-11-30')))
  expect(all.find(({ ruleId }) => ruleId === 'TCD-05')).toMatchObject({ needed: 1, filled: 1, state: 'filled' })
  expect(await office.as(here.head, (tx) => unitKind(tx, here.head.unitId, TODAY))).toMatchObject({ kind: 'agency' })
  expect(unreadOn(bearersOf({ tier: 'commune', kind: 'agency' }), TODAY)).toEqual([])
})
