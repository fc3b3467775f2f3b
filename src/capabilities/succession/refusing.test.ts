import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, type Office, TODAY } from '../../../test/office.ts'
import { DECISION, prepared, thirdUnit, topAdministrator } from '../../../test/succession.ts'
import { formerUnit, renameUnit } from '../../organization/changing.ts'
import { addDays } from '../../platform/day.ts'
import { inTransaction, NOBODY } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { commitmentById } from '../commitments/index.ts'
import { carryOut } from './carry-actions.ts'
import { carryOutDue } from './jobs.ts'
import { blockersOf, confirmChange } from './prepare-actions.ts'
import { changeById } from './queries.ts'

describe('a change is refused', () => {
  let office: Office
  let admin: Actor
  beforeAll(async () => {
    office = await anOffice()
    admin = await topAdministrator(office)
  })
  afterAll(() => office.db[Symbol.asyncDispose]())
  const why = async (id: number) =>
    office.as(admin, async (tx) => {
      const change = await changeById(tx, id)
      return change ? (await blockersOf(tx, change, TODAY)).map((one) => one.refused) : []
    })

  test('while the successor has nobody in the head’s or the intake post', async () => {
    const { unitId, intakePostId } = await thirdUnit(office, 'Xã Vắng', 'xa-vang')
    const id = await prepared(office, admin, { kind: 'merge', from: [office.here.head.unitId], to: [unitId] })
    expect(await why(id)).toEqual([])
    await office.db.owner.query('delete from organization.post_holding where post_id = $1', [intakePostId])
    expect(await why(id)).toEqual(['notOpen'])
    expect(await office.as(admin, (tx) => confirmChange(tx, admin, id, TODAY))).toMatchObject({ refused: 'notOpen' })
    await office.db.owner.query(`update succession.change set state = 'dropped' where id = $1`, [id])
  })

  test('with days that do not fit, a second change of one unit, a unit of somebody else', async () => {
    const { here, neighbour } = office
    const merge = { kind: 'merge', from: [here.head.unitId], to: [neighbour.head.unitId] } as const
    await expect(prepared(office, admin, { ...merge, takesEffectOn: addDays(DECISION.issuedOn, -1) })).rejects.toThrow(
      'beforeDecision',
    )
    const early = { ...DECISION, issuedOn: addDays(TODAY, -700) }
    await expect(
      prepared(office, admin, { ...merge, decision: early, takesEffectOn: addDays(TODAY, -650) }),
    ).rejects.toThrow('dates')
    await expect(prepared(office, admin, { ...merge, to: [] })).rejects.toThrow('shape')
    await expect(prepared(office, admin, { ...merge, to: merge.from })).rejects.toThrow('sameUnit')
    await expect(prepared(office, here.administrator, merge)).rejects.toThrow('notYours')
    await prepared(office, admin, merge)
    await expect(prepared(office, admin, merge)).rejects.toThrow('otherChange')
    await expect(
      prepared(
        office,
        { ...admin, unitId: here.head.unitId },
        { ...merge, from: [neighbour.head.unitId], to: [here.head.unitId] },
      ),
    ).rejects.toThrow()
    await office.db.owner.query(`update succession.change set state = 'dropped'`)
  })

  test('when an open case speaks of an official of the successor', async () => {
    const { here, neighbour } = office
    const found = await office.newCase('sent')
    await office.db.owner.query('update cases.citizen_case set concerned_unit_id = $1 where id = $2', [
      neighbour.head.unitId,
      found.id,
    ])
    await expect(
      prepared(office, admin, { kind: 'merge', from: [here.head.unitId], to: [neighbour.head.unitId] }),
    ).rejects.toThrow('concerned')
  })

  test('by the database too, when somebody below tries', async () => {
    const { here } = office
    const rename = inTransaction(
      office.db.database,
      { unitId: here.head.unitId, postId: here.administrator.postId, sealId: null },
      async (tx) => {
        await renameUnit(tx, {
          unitId: here.head.unitId,
          name: 'Khác',
          fullName: 'Xã Khác',
          kind: 'commune',
          on: TODAY,
          decision: DECISION,
        })
      },
    )
    await expect(rename).rejects.toThrow('only an administrator of the unit above')
  })
})

describe('a day that comes later', () => {
  test('is kept, refused in the morning while something stands in the way, and then made once', async () => {
    const office = await anOffice()
    const log: unknown[] = []
    Object.assign(office.host, { log: { error: (...said: unknown[]) => log.push(said) } })
    const admin = await topAdministrator(office)
    const { here, neighbour } = office
    const on = addDays(TODAY, 3)
    const open = await office.newCase('assigned')
    const id = await prepared(office, admin, {
      kind: 'merge',
      from: [here.head.unitId],
      to: [neighbour.head.unitId],
      takesEffectOn: on,
    })
    await office.as(admin, (tx) => confirmChange(tx, admin, id, TODAY))
    expect(await office.as(admin, (tx) => carryOut({ tx, host: office.host }, id, TODAY))).toEqual({
      refused: 'notYet',
    })
    await carryOutDue(office.host, addDays(on, -1))
    expect((await office.caseNow(open.id)).unitId).toBe(here.head.unitId)
    await office.db.owner.query(
      `update organization.post_holding set held = daterange(lower(held), $2) where post_id = $1`,
      [neighbour.intake.postId, on],
    )
    await carryOutDue(office.host, on)
    const now = () => office.as(admin, (tx) => changeById(tx, id))
    expect(await now()).toMatchObject({ state: 'confirmed', refused: 'notOpen' })
    expect(log).toHaveLength(1)
    await office.db.owner.query(
      `update organization.post_holding set held = daterange(lower(held), null) where post_id = $1`,
      [neighbour.intake.postId],
    )
    await carryOutDue(office.host, addDays(on, 1))
    expect(await now()).toMatchObject({ state: 'done', refused: null, doneOn: addDays(on, 1) })
    const moved = await office.caseNow(open.id)
    expect([moved.unitId, moved.commitment.dueOn]).toEqual([neighbour.head.unitId, open.commitment.dueOn])
    expect(
      await inTransaction(office.db.database, NOBODY, (tx) => formerUnit(tx, `dv${here.head.unitId}`, on)),
    ).toMatchObject({ endedOn: on })
    expect((await office.as(neighbour.head, (tx) => commitmentById(tx, open.commitmentId)))?.ownerPostId).toBe(
      neighbour.intake.postId,
    )
    await office.db[Symbol.asyncDispose]()
  })
})
