import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complaintsIn } from '../../../test/complaint.ts'
import { anOffice, type CitizenCase, type Office, TODAY } from '../../../test/office.ts'
import {
  DECISION,
  enterMeeting,
  type FoundComplaint,
  meetingsOf,
  ofSession,
  prepared,
  recommendationByNumber,
  sessionsOf,
  stepsOf,
  thirdUnit,
  topAdministrator,
} from '../../../test/succession.ts'
import { formerUnit } from '../../organization/changing.ts'
import { actorsOf } from '../../organization/officials.ts'
import { placeByKey, placeKey } from '../../organization/openings.ts'
import { addDays } from '../../platform/day.ts'
import { inTransaction, sqlState } from '../../platform/db.ts'
import { firstBreak, historyOf } from '../../platform/history.ts'
import { historyPage } from '../../platform/history-check.ts'
import type { Actor } from '../../platform/rights.ts'
import { caseById, handOnCases } from '../cases/index.ts'
import { figuresOf } from '../commitments/index.ts'
import { complaintByCase } from '../complaints/index.ts'
import { carryOut } from './carry-actions.ts'
import { confirmChange, mapPosts } from './prepare-actions.ts'

const MEETING = {
  session: { council: 'commune', name: 'Kỳ họp thứ 5', opensOn: addDays(TODAY, 50) },
  ...{ heldOn: TODAY, place: 'Nhà văn hóa thôn 1', deputies: 'Ông A', attendances: 64, submissionsPassed: 2 },
  recommendations: [{ deputy: 'Ông A', category: 'roads', text: 'Đề nghị sửa cầu treo thôn 2.' }],
} as const

describe('two communes become one', () => {
  let office: Office
  let admin: Actor
  let it: Awaited<ReturnType<typeof thirdUnit>>
  let before: { open: CitizenCase; closed: CitizenCase; sealed: CitizenCase; verifying: FoundComplaint; voters: string }
  let due: Map<number, string>

  beforeAll(async () => {
    office = await anOffice()
    admin = await topAdministrator(office)
    it = await thirdUnit(office)
    const { here, neighbour } = office
    const entered = await office.doing(here.intake, (context) => enterMeeting(context, MEETING))
    await office.doing(neighbour.intake, (context) => enterMeeting(context, MEETING))
    before = {
      ...{ open: await office.newCase('assigned'), closed: await office.newCase('answered') },
      ...{
        sealed: await office.newCase('sent', { sealed: true }),
        voters: 'numbers' in entered ? (entered.numbers[0] ?? '') : '',
      },
      verifying: await complaintsIn(office).inState('verifying'),
    }
    const { rows } = await office.db.owner.query('select id, due_on from commitments.commitment')
    due = new Map(rows.map((row) => [Number(row.id), row.due_on]))
    const id = await prepared(office, admin, {
      kind: 'merge',
      from: [here.head.unitId, neighbour.head.unitId],
      to: [it.unitId],
      code: '99001',
    })
    await office.db.owner.query(
      `insert into organization.post (unit_id, title, roles) values ($1, 'Phòng Kinh tế', '{officer}')`,
      [it.unitId],
    )
    const { rows: posts } = await office.db.owner.query(
      `select id from organization.post where title = 'Phòng Kinh tế'`,
    )
    const vacant = Number(posts[0].id)
    await office.as(admin, async (tx) => {
      expect(await mapPosts(tx, admin, id, { [`${here.officer.postId}:${it.unitId}`]: vacant })).toEqual({ done: true })
      expect(await confirmChange(tx, admin, id, TODAY)).toHaveProperty('change')
      expect(await carryOut({ tx, host: office.host }, id, TODAY)).toEqual({ done: true })
      expect(await carryOut({ tx, host: office.host }, id, TODAY), 'once').toEqual({ refused: 'changed' })
    })
  })
  afterAll(() => office.db[Symbol.asyncDispose]())

  const there = <T>(work: (tx: Parameters<Parameters<Office['as']>[1]>[0]) => Promise<T>) =>
    inTransaction(office.db.database, { unitId: it.unitId, postId: it.headPostId, sealId: null }, work)

  test('the legal day of no promise moves', async () => {
    const { rows } = await office.db.owner.query('select id, due_on from commitments.commitment')
    expect(rows.length).toBe(due.size)
    for (const row of rows) expect(row.due_on).toBe(due.get(Number(row.id)))
  })

  test('an open case goes on with the post a person named, the head answering for it', async () => {
    const found = await there((tx) => caseById(tx, before.open.id))
    const { rows } = await office.db.owner.query(`select id from organization.post where title = 'Phòng Kinh tế'`)
    expect(found?.commitment).toMatchObject({
      ...{ unitId: it.unitId, ownerPostId: Number(rows[0].id), supervisorPostId: it.headPostId },
      dueOn: before.open.commitment.dueOn,
    })
    expect(found?.state).toBe('assigned')
    expect(await office.as(office.here.head, (tx) => caseById(tx, before.open.id)), 'no longer there').toBeNull()
  })

  test('a complaint in verification goes on with its steps, each with its own day', async () => {
    const found = await there((tx) => complaintByCase(tx, before.verifying.of.id))
    expect(found?.it.state).toBe('verifying')
    expect(found?.of.commitment.dueOn).toBe(before.verifying.of.commitment.dueOn)
    for (const { commitment } of await there((tx) => stepsOf(tx, before.verifying.of.id)))
      expect(commitment.unitId).toBe(it.unitId)
  })

  test('an unanswered recommendation goes on; sessions of one name become one, meetings stay two', async () => {
    const found = await there((tx) => recommendationByNumber(tx, before.voters))
    expect(found?.commitment.unitId).toBe(it.unitId)
    const sessions = await there((tx) => sessionsOf(tx, it.unitId))
    expect(sessions).toHaveLength(1)
    const id = sessions[0]?.id ?? 0
    expect(await there((tx) => meetingsOf(tx, id))).toHaveLength(2)
    expect(await there((tx) => ofSession(tx, id))).toHaveLength(2)
  })

  test('what is sealed goes to the head of the successor alone', async () => {
    expect((await there((tx) => caseById(tx, before.sealed.id)))?.commitment.ownerPostId).toBe(it.headPostId)
    const intake = { unitId: it.unitId, postId: it.intakePostId, sealId: null }
    expect(await inTransaction(office.db.database, intake, (tx) => caseById(tx, before.sealed.id))).toBeNull()
  })

  test('a closed case stays readable: who answered stands there, who is there now can be asked again', async () => {
    const found = await there((tx) => caseById(tx, before.closed.id))
    expect(found).toMatchObject({ state: 'answered', answeredBy: before.closed.answeredBy })
    expect(found?.commitment).toMatchObject({ state: 'fulfilled', supervisorPostId: it.headPostId })
  })

  test('each record says once where it came from and by which decision, and every chain verifies', async () => {
    const entries = await there((tx) => historyOf(tx, { kind: 'case', id: before.open.id }))
    const said = entries.filter((one) => one.kind === 'succeeded')
    expect(said).toHaveLength(1)
    expect(said[0]?.payload).toMatchObject({ fromUnit: office.here.head.unitId, toUnit: it.unitId })
    expect(String(said[0]?.payload?.reason)).toContain(DECISION.number)
    const promise = await there((tx) => historyOf(tx, { kind: 'commitment', id: before.open.commitmentId }))
    expect(promise.filter((one) => one.kind === 'succeeded')).toHaveLength(1)
    expect(await office.count('platform.history', `kind = 'succeeded' and subject_kind = 'commitment'`)).toBe(due.size)
    expect((await firstBreak(historyPage(office.db.owner))).broken).toBeNull()
  })

  test('figures go on together, and the old units stand on no board', async () => {
    const [now, old] = await there(async (tx) => [
      await figuresOf(tx, it.unitId, addDays(TODAY, -30), TODAY),
      await figuresOf(tx, office.here.head.unitId, addDays(TODAY, -30), TODAY),
    ])
    expect([now?.onTime, now?.transferred, old?.received, old?.open]).toEqual([1, 0, 0, 0])
    expect(now?.received).toBe(4 + 1)
  })

  test('posts end, a holder goes along to a vacant post and nobody else signs in for the old unit', async () => {
    await office.db.owner.query(`insert into accounts."user" (id, name, email) values ('o', 'O', 'o@xa.example')`)
    await office.db.owner.query(`update organization.person set user_id = 'o' where id = $1`, [
      office.here.officer.personId,
    ])
    const actors = await office.as(null, (tx) => actorsOf(tx, 'o', TODAY))
    expect(actors.map(({ unitId, postTitle }) => [unitId, postTitle])).toEqual([[it.unitId, 'Phòng Kinh tế']])
    expect(
      await office.count('organization.post', `unit_id = ${office.here.head.unitId} and abolished_on is null`),
    ).toBe(0)
  })

  test('the old address names its successor, which has the code it was given', async () => {
    const key = `dv${office.here.head.unitId}-xa-nay`
    const [former, place] = await office.as(null, async (tx) => [
      await formerUnit(tx, key, TODAY),
      await placeByKey(tx, '99001-xa-ba', TODAY),
    ])
    expect(former?.successors.map((one) => one.unitId)).toEqual([it.unitId])
    expect(place && placeKey(place)).toBe('99001-xa-ba')
    expect(await office.as(null, (tx) => placeByKey(tx, key, TODAY))).toBeNull()
  })

  test('nobody opens a promise in a unit that has ended', async () => {
    const insert = office.db.owner.query(
      `insert into commitments.commitment (unit_id, source, owner_post_id, title, public_title, owed_to, supervisor_post_id, workflow, step,
         expected_result, started_on, due_on, first_due_on, rule_id, proof, provisional, folded)
       select $1, source, owner_post_id, title, public_title, owed_to, supervisor_post_id, workflow, step, expected_result, started_on, due_on,
         first_due_on, rule_id, proof, provisional, folded from commitments.commitment where id = $2`,
      [office.here.head.unitId, before.open.commitmentId],
    )
    await expect(insert).rejects.toThrow('this unit has ended')
  })

  test('the functions that move refuse whoever is not a unit that ended, and any other receiver', async () => {
    const tryIt = (unitId: number, from: number, to: number) =>
      inTransaction(office.db.database, { unitId, postId: null, sealId: null }, async (tx) => {
        await handOnCases(
          tx,
          { fromUnitId: from, toUnitId: to, only: null },
          { posts: {}, intakePostId: 1, headPostId: 1 },
        )
      }).then(
        () => 'moved',
        (error) => sqlState(error),
      )
    const [old, other] = [office.here.head.unitId, office.neighbour.head.unitId]
    expect(await tryIt(it.unitId, it.unitId, old)).toBe('42501')
    expect(await tryIt(other, old, it.unitId)).toBe('42501')
    expect(await tryIt(old, old, other)).toBe('42501')
  })
})
