import { afterAll, describe, expect, test } from 'vitest'
import { directivesOf } from '../../../test/directives.ts'
import { anOffice, TODAY } from '../../../test/office.ts'
import { addDays, day } from '../../platform/day.ts'
import { relateDocuments } from '../directives/index.ts'
import { coverageOf, type Follower, followersOf, type PlanUnder, plansUnder, treeFigures } from './coverage-queries.ts'
import { itemsOf } from './queries.ts'
import { completeTask, giveTask } from './task-actions.ts'
import { branchesOf } from './tree-model.ts'

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

describe('the tree', () => {
  test('each document stands once, under the nearest one it names; a circle ends; figures count the whole', async () => {
    const enter = (asWritten: string, issuedOn: string) =>
      entered({ asWritten, type: 'Kết luận', issuedOn: day(issuedOn), inForceFrom: day(issuedOn) })
    const [root, middle, leaf] = [
      await enter('311-KL/TW', '2019-01-01'),
      await enter('312-KL/TW', '2020-01-01'),
      await enter('313-KL/TW', '2021-01-01'),
    ]
    const relate = (from: number, to: number) =>
      doing(here.intake, (context) => relateDocuments(context, from, to, 'implements'))
    await relate(middle, root)
    await relate(leaf, middle)
    await relate(leaf, root)
    await db.owner.query(
      `insert into directives.relation (from_id, to_id, kind, unit_id, entered_by, entered_on) values ($1, $2, 'continues', $3, $4, $5)`,
      [root, leaf, here.intake.unitId, here.intake.postId, TODAY],
    )
    const plan = await adopted({ directiveId: leaf })
    const followers = await as(here.head, (tx) => followersOf(tx, root, 100))
    expect(followers.map(({ id, parentId, depth }) => [id, parentId, depth])).toEqual([
      [middle, root, 1],
      [leaf, middle, 2],
    ])
    expect((await as(neighbour.head, (tx) => plansUnder(tx, [leaf], 10))).map(({ planId }) => planId)).toEqual([plan])
    expect(await as(here.head, (tx) => treeFigures(tx, root))).toEqual({ documents: 2, plans: 1, tasks: 0, done: 0 })
  })

  const under = (planId: number, directiveId: number): PlanUnder => ({
    ...{
      planId,
      directiveId,
      unitId: 1,
      title: `Kế hoạch ${planId}`,
      kind: 'plan',
      state: 'adopted',
      tasks: 0,
      done: 0,
    },
  })
  const child = (id: number, parentId: number, depth = 1): Follower => ({ id, parentId, depth })
  test('branches hang on the line above them, plans before documents', () => {
    const all = branchesOf(1, [child(2, 1), child(3, 2, 2)], [under(7, 2)], 100)
    expect(all.map(({ key, depth, parent }) => [key, depth, parent])).toEqual([
      ['d1', 0, 0],
      ['d2', 1, 0],
      ['p7', 2, 1],
      ['d3', 2, 1],
    ])
  })
  test('thousands beside each other are named by their number, and the whole stays within its bound', () => {
    const many = Array.from({ length: 5000 }, (_, n) => child(n + 2, 1))
    const all = branchesOf(1, many, [], 120)
    expect(all.length).toBeLessThanOrEqual(120)
    expect(all.at(-1)).toMatchObject({ key: 'm1', more: 5000 - (all.length - 2) })
  })
})
