import { afterAll, beforeEach, expect, test } from 'vitest'
import { complaintsIn } from '../../../test/complaint.ts'
import { anOffice, type Office, TODAY } from '../../../test/office.ts'
import { endHolding } from '../../organization/staffing.ts'
import { addDays } from '../../platform/day.ts'
import { historyOf } from '../../platform/history.ts'
import { commitmentById, workOfPost } from '../commitments/index.ts'
import { type Leaving, leavePost } from './hand-over-actions.ts'
import { keepOwnersToday } from './jobs.ts'

let office: Office
const offices: Office[] = []
beforeEach(async () => {
  office = await anOffice()
  offices.push(office)
})
afterAll(async () => {
  for (const one of offices) await one.db[Symbol.asyncDispose]()
})

const leave = (it: Partial<Leaving> = {}, actor = office.here.administrator) =>
  office.doing(actor, (context) =>
    leavePost(context, {
      ...{ postId: office.here.officer.postId, how: 'end', lastDay: TODAY, next: null, allTo: null, each: {} },
      ...it,
    }),
  )
const owned = () =>
  office.as(office.here.head, (tx) => workOfPost(tx, office.here.officer.postId, office.here.head.unitId))

test('whoever owns open work does not leave before it is handed over', async () => {
  await office.newCase('assigned')
  await complaintsIn(office).inState('verifying')
  const before = (await owned()).length
  expect(before, 'the answer, the complaint and its steps').toBeGreaterThanOrEqual(2)
  expect(await leave()).toMatchObject({ refused: 'unassigned' })
  expect(await leave({ how: 'abolish' })).toMatchObject({ refused: 'unassigned' })
  expect(await owned()).toHaveLength(before)
})

test('all to one: each promise with history and notice, none left, the day stays', async () => {
  const open = await office.newCase('assigned')
  const works = await owned()
  expect(await leave({ allTo: office.here.deputy.postId })).toEqual({ done: true })
  expect(await owned()).toEqual([])
  const now = await office.as(office.here.head, (tx) => commitmentById(tx, open.commitmentId))
  expect(now).toMatchObject({ ownerPostId: office.here.deputy.postId, dueOn: open.commitment.dueOn })
  const history = await office.as(office.here.head, (tx) =>
    historyOf(tx, { kind: 'commitment', id: open.commitmentId }),
  )
  expect(history.at(-1)).toMatchObject({ kind: 'handOver', payload: { reason: 'người giữ thôi giữ chức vụ' } })
  expect(
    await office.count('platform.message', `to_post_id = ${office.here.deputy.postId} and kind = 'assigned'`),
  ).toBe(works.length)
  expect(
    await office.count(
      'organization.post_holding',
      `post_id = ${office.here.officer.postId} and upper(held) = '${addDays(TODAY, 1)}'`,
    ),
  ).toBe(1)
})

test('one by one, the rest to another; an abolished post gets no work any more', async () => {
  const [one, two] = [await office.newCase('assigned'), await office.newCase('assigned')]
  const { deputy, intake } = office.here
  const lastDay = addDays(TODAY, -1)
  expect(
    await leave({ how: 'abolish', lastDay, allTo: intake.postId, each: { [one.commitmentId]: deputy.postId } }),
  ).toEqual({
    done: true,
  })
  const ownerOf = async (id: number) => (await office.caseNow(id)).commitment.ownerPostId
  expect([await ownerOf(one.id), await ownerOf(two.id)]).toEqual([deputy.postId, intake.postId])
  expect(
    await office.count('organization.post', `id = ${office.here.officer.postId} and abolished_on = '${TODAY}'`),
  ).toBe(1)
})

test('not to oneself, nor to a post nobody holds, of another unit, or one that answers nobody', async () => {
  await office.newCase('assigned')
  const { officer, observer } = office.here
  expect(await leave({ allTo: officer.postId })).toMatchObject({ refused: 'unassigned' })
  for (const postId of [office.neighbour.officer.postId, observer.postId])
    expect(await leave({ allTo: postId })).toMatchObject({ refused: 'notHeld' })
})

test('with a next holder the work stays; the head’s and the intake post of an open unit are never left empty', async () => {
  await office.newCase('sent')
  await office.db.owner.query(
    `insert into accounts."user" (id, name, email) values ('next', 'Người sau', 'sau@xa.example')`,
  )
  const next = { name: 'Người sau', userId: 'next' }
  const { intake, head } = office.here
  for (const { postId } of [intake, head]) {
    expect(await leave({ postId, allTo: office.here.deputy.postId })).toEqual({ refused: 'needsHolder' })
    expect(await leave({ postId, how: 'abolish', next })).toEqual({ refused: 'needsHolder' })
  }
  expect(await leave({ postId: intake.postId, next })).toEqual({ done: true })
  expect(await office.count('organization.post_holding', `post_id = ${intake.postId}`)).toBe(2)
})

test('only the head and the administrator of the unit', async () => {
  await office.newCase('assigned')
  const to = { allTo: office.here.deputy.postId }
  for (const who of [office.here.officer, office.here.deputy, office.here.intake])
    expect(await leave(to, who)).toEqual({ refused: 'notYours' })
  expect(await leave(to, office.here.head)).toEqual({ done: true })
})

test('the database knows it too: no promise without an owner, whoever ends a holding or abolishes a post', async () => {
  await office.newCase('assigned')
  const { administrator, officer } = office.here
  await expect(office.as(administrator, (tx) => endHolding(tx, administrator, officer.postId, TODAY))).rejects.toThrow(
    'no promise without an owner',
  )
  await expect(
    office.db.owner.query('update organization.post set abolished_on = $2 where id = $1', [officer.postId, TODAY]),
  ).rejects.toThrow('no promise without an owner')
})

test('what a holding that ran out left behind goes to the intake post the next morning, once', async () => {
  const open = await office.newCase('assigned')
  await office.db.owner.query('alter table organization.post_holding disable trigger keep_owner')
  await office.db.owner.query(
    `update organization.post_holding set held = daterange(lower(held), $2) where post_id = $1`,
    [office.here.officer.postId, TODAY],
  )
  expect(await keepOwnersToday(office.host, TODAY)).toBe(1)
  expect((await office.caseNow(open.id)).commitment).toMatchObject({
    ...{ ownerPostId: office.here.intake.postId, dueOn: open.commitment.dueOn },
  })
  expect(await keepOwnersToday(office.host, TODAY)).toBe(0)
})
