import { afterAll, describe, expect, test } from 'vitest'
import { directivesOf } from '../../../test/directives.ts'
import { anOffice, TODAY } from '../../../test/office.ts'
import { addDays, day } from '../../platform/day.ts'
import { relateDocuments } from '../directives/index.ts'
import { itemsOf } from './queries.ts'
import { completeTask, giveTask } from './task-actions.ts'
import { branchesOf } from './tree-model.ts'
import { type Below, treeFigures, treeOf } from './tree-queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, as, doing, db } = office
const { adopted, entered } = directivesOf(office)

const enter = (asWritten: string, issuedOn = '2019-01-01') =>
  entered({ asWritten, type: 'Kết luận', issuedOn: day(issuedOn), inForceFrom: day(issuedOn) })
const relate = (from: number, to: number) =>
  doing(here.intake, (context) => relateDocuments(context, from, to, 'implements'))
const insert = (from: number, to: number, kind = 'continues') =>
  db.owner.query(
    `insert into directives.relation (from_id, to_id, kind, unit_id, entered_by, entered_on) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [from, to, kind, here.intake.unitId, here.intake.postId, TODAY],
  )
const figures = (id: number) => as(here.head, (tx) => treeFigures(tx, id))
const hanging = async (id: number) =>
  (await as(here.head, (tx) => treeOf(tx, here.head.unitId, id, 60))).below.map(
    ({ parentId, documentId, planId }) => [parentId, documentId ?? `p${planId}`] as const,
  )

describe('the tree', () => {
  test('each document stands once, under the nearest one it names; a circle ends; figures count the whole', async () => {
    const [root, middle, leaf] = [
      await enter('311-KL/TW'),
      await enter('312-KL/TW', '2020-01-01'),
      await enter('313-KL/TW', '2021-01-01'),
    ]
    await relate(middle, root)
    await relate(leaf, root)
    expect(await hanging(root)).toEqual([
      [root, middle],
      [root, leaf],
    ])
    await relate(leaf, middle)
    await insert(root, leaf)
    const plan = await adopted({ directiveId: leaf })
    expect(await hanging(root)).toEqual([
      [root, middle],
      [middle, leaf],
      [leaf, `p${plan}`],
    ])
    expect(await figures(root)).toEqual({ documents: 2, plans: 1, tasks: 0, done: 0 })
    await db.owner.query('delete from directives.relation where from_id = $1 and to_id = $2', [leaf, middle])
    expect(await hanging(root)).toContainEqual([root, leaf])
  })

  test('the tasks of one’s own unit hang under their plan; another unit sees how many there are', async () => {
    const root = await enter('321-KL/TW')
    const plan = await adopted({ directiveId: root })
    const [item] = await as(here.head, (tx) => itemsOf(tx, plan))
    const given = await doing(here.head, (context) =>
      giveTask(context, plan, {
        ...{ itemId: item?.id ?? 0, title: 'Làm nội dung này', ownerPostId: here.officer.postId },
        ...{ dueOn: addDays(TODAY, 3), expectedResult: 'Có kết quả', product: null, authority: null },
      }),
    )
    const id = 'id' in given ? given.id : 0
    expect((await as(here.head, (tx) => treeOf(tx, here.head.unitId, root, 60))).tasks).toMatchObject([{ id }])
    const theirs = await as(neighbour.head, (tx) => treeOf(tx, neighbour.head.unitId, root, 60))
    expect(theirs).toMatchObject({ tasks: [], below: [{ planId: plan, tasks: 1, done: 0 }] })
    await doing(here.head, (context) => completeTask(context, id, { result: 'Đã làm', evidence: 'Biên bản' }))
    expect(await figures(root)).toEqual({ documents: 0, plans: 1, tasks: 1, done: 1 })
    await db.owner.query(`update plans.plan set state = 'dropped' where id = $1`, [plan])
    expect(await figures(root)).toEqual({ documents: 0, plans: 0, tasks: 0, done: 0 })
  })

  test('kept figures are those a count gives, whatever is related, taken back and planned, folded or not', async () => {
    const ids: number[] = []
    for (let n = 0; n < 9; n += 1) ids.push(await enter(`${340 + n}-KL/TW`))
    const pick = seeded(7)
    const count = async (id: number) => {
      const { rows } = await db.owner.query(
        `select count(distinct f.id)::int - 1 as documents, count(p.id)::int as plans from plans.following($1) f
         left join plans.plan p on p.directive_id = f.id and p.state <> 'dropped'`,
        [id],
      )
      return rows[0]
    }
    for (let step = 0; step < 60; step += 1) {
      const [from, to] = [ids[pick(9)] ?? 0, ids[pick(9)] ?? 0]
      const what = pick(10)
      if (what < 6 && from !== to) await insert(from, to, pick(2) ? 'implements' : 'continues')
      else if (what < 8) await db.owner.query('delete from directives.relation where from_id = $1', [from])
      else if (what < 9) await adopted({ directiveId: from })
      else await db.owner.query('select plans.fold_tree_figures()')
    }
    await db.owner.query(
      `insert into directives.relation (from_id, to_id, kind, unit_id, entered_by, entered_on)
       select f, t, 'concretizes', $3, $4, $5 from unnest($1::bigint[], $2::bigint[]) x (f, t) on conflict do nothing`,
      [ids.slice(1), ids.slice(0, -1), here.intake.unitId, here.intake.postId, TODAY],
    )
    for (const id of ids) expect(await figures(id)).toMatchObject(await count(id))
    expect((await count(ids[0] ?? 0)).documents).toBe(8)
  })
})

describe('branches', () => {
  const document = (documentId: number, parentId: number): Below => ({
    ...{ parentId, documentId, planId: null, unitId: null, title: null, tasks: 0, done: 0 },
  })
  const plan = (planId: number, parentId: number): Below => ({
    ...{ parentId, documentId: null, planId, unitId: 1, title: `Kế hoạch ${planId}`, tasks: 1, done: 0 },
  })
  test('hang on the line above them, plans and their tasks before documents', () => {
    const all = branchesOf(
      1,
      [document(2, 1), document(3, 2), plan(7, 2)],
      [{ id: 5, planId: 7, commitmentId: 50 }],
      new Map([[3, 4]]),
    )
    expect(
      all.map(({ depth, parent, documentId, plan, task, more }) => [
        ...[depth, parent, documentId, plan?.planId, task?.id, more],
      ]),
    ).toEqual([
      [0, 0, 1, undefined, undefined, 0],
      [1, 0, 2, undefined, undefined, 0],
      [2, 1, null, 7, undefined, 0],
      [3, 2, null, undefined, 5, 0],
      [2, 1, 3, undefined, undefined, 4],
    ])
  })
  test('a crowded level leaves room for the next, and says how many are not drawn', async () => {
    const root = await enter('361-KL/TW')
    for (let n = 0; n < 20; n += 1) {
      const child = await enter(`${400 + n}-KL/TW`)
      await insert(child, root)
      if (n === 0) await insert(await enter('430-KL/TW'), child)
    }
    const { below, tasks, counts } = await as(here.head, (tx) => treeOf(tx, here.head.unitId, root, 18))
    expect(below).toHaveLength(16)
    const all = branchesOf(root, below, tasks, counts)
    expect(all.length).toBeLessThanOrEqual(18)
    expect(all[0]?.more).toBe(5)
  })
})

/** Numbers that look drawn by lot and are the same each time. */
function seeded(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}
