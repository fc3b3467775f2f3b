import { afterAll, expect, test } from 'vitest'
import { directivesOf } from '../../../test/directives.ts'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays } from '../../platform/day.ts'
import type { Actor } from '../../platform/rights.ts'
import { commitmentById } from '../commitments/index.ts'
import { registerDocument } from './actions.ts'
import { assignDocument, completeAssignment, passAssignment } from './assignment-actions.ts'
import { assignmentById, assignmentsBetween, assignmentWorkplace } from './assignment-queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, as, doing, db } = office
const { entered } = directivesOf(office)

let numbers = 700
const register = async (id: number, direction: 'incoming' | 'outgoing' = 'incoming', who: Actor = here.intake) => {
  const more = { forWhom: null, postId: null, handedOn: null, copies: null, note: null }
  await doing(who, (context) => registerDocument(context, id, { direction, onDay: TODAY, ...more }))
  return id
}
const another = () => entered({ asWritten: `${++numbers}-CT/TW` })
const arrived = async () => register(await another())
const GIVEN = { ownerPostId: here.officer.postId, dueOn: addDays(TODAY, 7), expectedResult: 'Báo cáo gửi thành phố' }
const assign = (document: number, it: Partial<typeof GIVEN> = {}, who: Actor = here.head) =>
  doing(who, (context) => assignDocument(context, document, { ...GIVEN, ...it }))
const assigned = async (document?: number) => {
  const done = await assign(document ?? (await arrived()))
  if ('refused' in done) throw new Error(done.refused)
  return done.id
}
const DONE = { result: 'Đã báo cáo thành phố', evidence: '12/BC-UBND', answerId: null }
const complete = (
  id: number,
  it: Partial<Omit<typeof DONE, 'answerId'>> & { answerId?: number } = {},
  who = here.officer,
) => doing(who, (context) => completeAssignment(context, id, { ...DONE, ...it }))
const pass = (id: number, ownerPostId: number, who: Actor = here.head) =>
  doing(who, (context) => passAssignment(context, id, { ownerPostId, reason: 'Người cũ đi học' }))
const promiseOf = (id: number) =>
  as(here.head, async (tx) => {
    const it = await assignmentById(tx, id)
    return it && commitmentById(tx, it.commitmentId)
  })

test('a document that came is a promise of one post with the day it was given, told to that post, found from My work', async () => {
  const id = await assigned()
  const promise = await promiseOf(id)
  expect(promise).toMatchObject({ ownerPostId: here.officer.postId, dueOn: GIVEN.dueOn, workflow: 'document' })
  expect(promise?.proof.cite).toContain(`${numbers}-CT/TW`)
  const { rows } = await db.owner.query('select to_post_id from platform.message where subject_id = $1', [promise?.id])
  expect(rows).toEqual([{ to_post_id: here.officer.postId }])
  expect(await as(here.officer, (tx) => assignmentWorkplace(tx, promise?.id ?? 0))).toBe(
    `/lam-viec/so-van-ban-den/giai-quyet/${id}`,
  )
})

test('not before it is in the incoming register, not twice, not for a day gone by, not to a post nobody holds or of another unit', async () => {
  const loose = await another()
  expect(await assign(loose)).toEqual({ refused: 'notRegistered' })
  await register(loose, 'outgoing')
  expect(await assign(loose)).toEqual({ refused: 'notRegistered' })
  const id = await arrived()
  expect(await assign(id, { dueOn: addDays(TODAY, -1) })).toEqual({ refused: 'passed' })
  expect(await assign(id, { ownerPostId: neighbour.officer.postId })).toEqual({ refused: 'postNotHeld' })
  expect(await assign(999_999)).toEqual({ refused: 'notOpen' })
  const both = await Promise.all([assign(id), assign(id, {}, here.deputy), assign(id, {}, here.intake)])
  expect(both.filter((done) => 'id' in done)).toHaveLength(1)
  expect(both.filter((done) => 'refused' in done && done.refused === 'assigned')).toHaveLength(2)
  expect(
    await office.count(
      'commitments.commitment',
      `owner_post_id = ${here.officer.postId} and workflow = 'document' and title like '${numbers}-%'`,
    ),
  ).toBe(1)
})

test('dealt with once, by a document that can be the answer: not itself, none older, one that exists', async () => {
  const document = await arrived()
  const id = await assigned(document)
  const older = await entered({ asWritten: `${++numbers}-CT/TW`, issuedOn: addDays(TODAY, -3000), inForceFrom: TODAY })
  const answer = await entered({ asWritten: '12/BC-UBND', type: 'Báo cáo', issuedOn: TODAY, inForceFrom: TODAY })
  expect(await complete(id, { answerId: document })).toEqual({ refused: 'itself' })
  expect(await complete(id, { answerId: older })).toEqual({ refused: 'beforeIssue' })
  expect(await complete(id, { answerId: 999_999 })).toEqual({ refused: 'missing' })
  expect((await promiseOf(id))?.state, 'a refusal changes nothing').toBe('open')
  const both = await Promise.all([complete(id, { answerId: answer }), complete(id)])
  expect(both.filter((done) => 'done' in done)).toHaveLength(1)
  expect(await promiseOf(id)).toMatchObject({ state: 'fulfilled', result: DONE.result, closedOn: TODAY })
  expect(await pass(id, here.deputy.postId), 'done is done').toEqual({ refused: 'notOpen' })
})

test('somebody else deals with it from now on: the day stays, the first one may write no result', async () => {
  const id = await assigned()
  expect(await pass(id, here.officer.postId)).toEqual({ refused: 'samePost' })
  expect(await pass(id, neighbour.officer.postId)).toEqual({ refused: 'postNotHeld' })
  expect(await pass(id, here.deputy.postId)).toEqual({ done: true })
  expect(await promiseOf(id)).toMatchObject({ ownerPostId: here.deputy.postId, dueOn: GIVEN.dueOn })
  expect(await complete(id)).toEqual({ refused: 'notOpen' })
  expect(await complete(id, {}, here.deputy)).toEqual({ done: true })
})

test('the register is its own unit’s, in the order of giving, within its days', async () => {
  const id = await assigned()
  const rows = (who: Actor, from = TODAY, to = TODAY) =>
    as(who, (tx) => assignmentsBetween(tx, here.head.unitId, from, to))
  const ids = (await rows(here.observer)).map((one) => one.id)
  expect(ids).toContain(id)
  expect(ids).toEqual([...ids].sort((a, b) => a - b))
  expect(await rows(here.head, addDays(TODAY, 1), addDays(TODAY, 9))).toEqual([])
  expect(await rows(neighbour.head)).toEqual([])
  expect(await as(neighbour.head, (tx) => assignmentById(tx, id))).toBeNull()
})

test('what the database refuses whoever writes: a line of the outgoing register, a document that answers itself', async () => {
  const id = await assigned()
  const set = (what: string) => db.owner.query(`update directives.assignment set ${what} where id = $1`, [id])
  await expect(set(`answer_id = document_id`)).rejects.toThrow(/check/)
  await expect(set(`direction = 'outgoing'`)).rejects.toThrow(/check/)
  await expect(set(`document_id = ${await another()}`)).rejects.toThrow(/foreign key/)
})

test('at a successor the work goes on with the line of the register it came from; the book itself stays', async () => {
  const id = await assigned()
  await db.owner.query('update directives.assignment set unit_id = $1 where id = $2', [neighbour.head.unitId, id])
  const seen = await as(neighbour.head, (tx) => assignmentById(tx, id))
  expect(seen?.number).toBeGreaterThan(0)
})

for (const role of ROLES)
  test(`rights: ${role}`, async () => {
    const gives = ['head', 'deputy', 'intake'].includes(role)
    const leads = ['head', 'deputy'].includes(role)
    const document = await arrived()
    expect('refused' in (await assign(document, {}, neighbour[role])), 'another unit').toBe(true)
    expect('id' in (await assign(document, {}, here[role])), 'assign').toBe(gives)
    const id = await assigned()
    expect(await pass(id, here.deputy.postId, neighbour[role])).toEqual({ refused: 'notOpen' })
    expect('done' in (await pass(id, here.deputy.postId, here[role])), 'pass').toBe(gives)
    expect(await complete(id, {}, neighbour[role])).toEqual({ refused: 'notOpen' })
    expect('done' in (await complete(id, {}, here[role])), 'complete').toBe(leads || role === 'officer')
  })
