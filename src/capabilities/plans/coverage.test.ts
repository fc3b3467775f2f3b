import { afterAll, describe, expect, test } from 'vitest'
import { directivesOf } from '../../../test/directives.ts'
import { anOffice, TODAY } from '../../../test/office.ts'
import { addDays, day } from '../../platform/day.ts'
import { relateDocuments } from '../directives/index.ts'
import { coverageOf } from './coverage-queries.ts'
import { itemsOf } from './queries.ts'
import { completeTask, giveTask } from './task-actions.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, above, as, doing, db } = office
const { drafted, adopted, entered } = directivesOf(office)

// The city of the tests has a head and no door of its own; the communes below have theirs.
const covered = async (directiveId: number, who = above) =>
  as(who, (tx) => coverageOf(tx, who.unitId, directiveId, TODAY))

describe('coverage', () => {
  test('grows from "no plan" to "complete", also through a document that carries the first one out', async () => {
    const directive = await entered({
      asWritten: '301-KL/TW',
      type: 'Kết luận',
      issuedOn: day('2020-01-01'),
      inForceFrom: day('2020-01-01'),
    })
    const local = await entered({ asWritten: '31-CT/TU', issuerUnitId: above.unitId })
    await doing(here.intake, (context) => relateDocuments(context, local, directive, 'implements'))
    expect((await covered(directive)).map(({ unitName, planId }) => [unitName, planId])).toEqual([
      ['Xã Bên', null],
      ['Xã Này', null],
    ])
    const id = await adopted({ directiveId: local })
    const ours = async () => (await covered(directive)).find((row) => row.unitId === here.head.unitId)
    expect(await ours()).toMatchObject({ planId: id, items: 2, itemsWithout: 2, tasks: 0 })
    const tasks: number[] = []
    for (const item of await as(here.head, (tx) => itemsOf(tx, id))) {
      const done = await doing(here.head, (context) =>
        giveTask(context, id, {
          ...{ itemId: item.id, title: 'Làm nội dung này', ownerPostId: here.officer.postId, dueOn: addDays(TODAY, 3) },
          ...{ expectedResult: 'Có kết quả', product: null, authority: null },
        }),
      )
      if ('id' in done) tasks.push(done.id)
    }
    expect(await ours()).toMatchObject({ itemsWithout: 0, tasks: 2, done: 0, late: 0, vacant: 0 })
    await db.owner.query(
      `update commitments.commitment set due_on = $1, first_due_on = $1, started_on = $1 where source = 'task'`,
      [addDays(TODAY, -1)],
    )
    // The ledger itself lets no post with open promises fall vacant, so that a task without a person is a fault to see.
    await expect(
      db.owner.query('delete from organization.post_holding where post_id = $1', [here.officer.postId]),
    ).rejects.toThrow('no promise without an owner')
    expect(await ours()).toMatchObject({ late: 2, vacant: 0 })
    for (const task of tasks)
      await doing(here.head, (context) => completeTask(context, task, { result: 'Đã làm', evidence: 'Biên bản' }))
    expect(await ours()).toMatchObject({ tasks: 2, done: 2, late: 0, vacant: 0 })
  })
  test('a dropped plan covers nothing; a draft is a plan with its contents still without tasks', async () => {
    const directive = await entered({ asWritten: '302-KL/TW', type: 'Kết luận' })
    await drafted({ directiveId: directive })
    const dropped = await drafted({ directiveId: directive }, here.head)
    await db.owner.query(`update plans.plan set state = 'dropped' where id = $1`, [dropped])
    const rows = (await covered(directive)).filter((row) => row.unitId === here.head.unitId)
    expect(rows).toMatchObject([{ state: 'drafted', itemsWithout: 2 }])
  })
  test('territory: a unit sees what lies below it, itself included, and never beside it', async () => {
    const directive = await entered({ asWritten: '303-KL/TW', type: 'Kết luận' })
    await adopted({ directiveId: directive })
    expect((await covered(directive, here.head)).map(({ unitName }) => unitName)).toEqual(['Xã Này'])
    expect((await covered(directive, neighbour.head)).map(({ unitName }) => unitName)).toEqual(['Xã Bên'])
    // Somebody who asks in another unit's name gets nothing at all.
    expect(await as(neighbour.head, (tx) => coverageOf(tx, above.unitId, directive, TODAY))).toEqual([])
  })
})
