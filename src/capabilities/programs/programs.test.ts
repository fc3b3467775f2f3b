import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, TODAY } from '../../../test/office.ts'
import { must, PARTIES, programsOf } from '../../../test/programs.ts'
import { addDays, day } from '../../platform/day.ts'
import { commitmentById } from '../commitments/index.ts'
import { planYear, rewriteProgram } from './actions.ts'
import { addMember, completeConclusion, endCommittee, endMember, holdSession } from './committee-actions.ts'
import { conclusionById, membersOf, partsOfProgram, programById } from './queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, as, doing, db } = office
const { program, draft, sign, signed, reviews, review, held, concluding } = programsOf(office)

describe('a program', () => {
  test('needs two parties: the action says so, and the database whoever writes', async () => {
    expect(await draft({ parties: PARTIES.slice(0, 1) })).toEqual({ refused: 'twoParties' })
    expect(await draft({ parties: [...PARTIES, ...PARTIES] })).toEqual({ refused: 'known' })
    const { id } = await must(draft())
    await db.owner.query('delete from programs.party where program_id = $1 and position = 2', [id])
    expect(await sign(id)).toEqual({ refused: 'twoParties' })
    await expect(
      db.owner.query(`update programs.program set state = 'signed', signed_on = $2, signed_at = 'xã' where id = $1`, [
        id,
        TODAY,
      ]),
    ).rejects.toThrow('two parties')
  })
  test('has its reviews inside its term, the interim one first', async () => {
    expect(await draft({ interimOn: day('2031-01-01') })).toEqual({ refused: 'reviewDays' })
    expect(await draft({ interimOn: day('2030-12-01') })).toEqual({ refused: 'reviewDays' })
    expect(await draft({ until: day('2025-01-01') })).toEqual({ refused: 'order' })
    expect(await draft({ responsiblePostId: neighbour.officer.postId })).toEqual({ refused: 'postNotHeld' })
  })
  test('may overlap with its predecessor, never with itself', async () => {
    const before = await signed()
    expect(await draft({ predecessorId: before, from: day('2025-01-01') })).toEqual({ refused: 'predecessor' })
    const { id } = await must(draft({ predecessorId: before, from: day('2027-01-01') }))
    expect((await as(here.head, (tx) => programById(tx, id)))?.predecessorId).toBe(before)
    await expect(db.owner.query('update programs.program set predecessor_id = id where id = $1', [id])).rejects.toThrow(
      /check/,
    )
  })
  test('signed, owes both reviews; the final one waits for the interim one and ends the program', async () => {
    const id = await signed()
    const [interim, final] = await reviews(id)
    if (!interim || !final) throw new Error('no reviews')
    const promise = await as(here.head, (tx) => commitmentById(tx, interim.commitmentId))
    expect(promise).toMatchObject({ ownerPostId: here.officer.postId, dueOn: '2028-06-30', state: 'open' })
    expect(await review(final.id)).toEqual({ refused: 'reviewsOpen' })
    const both = await Promise.all([review(interim.id), review(interim.id)])
    expect(
      both.filter((done) => 'done' in done),
      'two who hold one review at once',
    ).toHaveLength(1)
    expect(await review(interim.id)).toEqual({ refused: 'notOpen' })
    expect(await review(final.id)).toEqual({ done: true })
    expect((await as(here.head, (tx) => programById(tx, id)))?.state).toBe('ended')
    expect((await as(here.head, (tx) => commitmentById(tx, final.commitmentId)))?.state).toBe('fulfilled')
  })
  test('is planned once a year, in its own set of "rõ"', async () => {
    const id = await signed()
    const plan = (year: number) => doing(here.officer, (context) => planYear(context, id, year))
    const { planId } = await must(plan(2027))
    expect(await plan(2027)).toEqual({ refused: 'known' })
    expect(await plan(2031)).toEqual({ refused: 'noYear' })
    const { rows } = await db.owner.query('select kind, clarities, state from plans.plan where id = $1', [planId])
    expect(rows).toEqual([{ kind: 'program', clarities: 6, state: 'drafted' }])
  })
})

describe('a draft', () => {
  test('is written anew by whoever read it last; a signed program stays as it was signed, whoever writes', async () => {
    const { id } = await must(draft())
    const rewrite = (version: number, title: string) =>
      doing(here.head, (context) =>
        rewriteProgram(context, id, version, program({ title, contents: [{ theme: 'ethics', text: 'Giữ lời hứa' }] })),
      )
    expect(await rewrite(1, 'Chương trình phối hợp, bản sửa')).toEqual({ id })
    expect(await rewrite(1, 'Bản của người mở trước')).toEqual({ refused: 'changed' })
    expect(await doing(here.head, (context) => rewriteProgram(context, id, 2, program({ parties: [] })))).toEqual({
      refused: 'twoParties',
    })
    expect(await doing(here.head, (context) => rewriteProgram(context, id, 2, program({ predecessorId: id })))).toEqual(
      { refused: 'predecessor' },
    )
    const parts = await as(here.head, (tx) => partsOfProgram(tx, id))
    expect(parts.contents).toMatchObject([{ theme: 'ethics', text: 'Giữ lời hứa' }])
    expect(parts.parties).toHaveLength(2)
    expect(await sign(id, here.head, 1)).toEqual({ refused: 'changed' })
    await must(sign(id, here.head, 2))
    expect(await rewrite(3, 'Sửa sau khi ký')).toEqual({ refused: 'notOpen' })
    for (const table of ['party', 'content'])
      await expect(db.owner.query(`delete from programs.${table} where program_id = $1`, [id])).rejects.toThrow(
        'stays as it was signed',
      )
  })
})

describe('a committee', () => {
  test('ended, meets no more and takes nobody; its members step down; what it concluded stays owed', async () => {
    const it = await held()
    const { id: conclusion } = await must(concluding(it))
    const member = { name: 'Trần Thị B, Chủ tịch', role: 'chair', from: addDays(TODAY, -9) } as const
    await must(doing(here.head, (context) => addMember(context, it.id, member)))
    const end = (endedOn: typeof TODAY, version = 1) =>
      doing(here.head, (context) =>
        endCommittee(context, it.id, version, { endedOn, endedReason: 'Quyết định 40/QĐ-UBND' }),
      )
    expect(await end(addDays(TODAY, 1))).toEqual({ refused: 'future' })
    expect(await end(addDays(TODAY, -1)), 'it met today').toEqual({ refused: 'order' })
    expect(await end(TODAY, 7)).toEqual({ refused: 'changed' })
    const both = await Promise.all([end(TODAY), end(TODAY)])
    expect(both.filter((done) => 'done' in done)).toHaveLength(1)
    expect(await as(here.head, (tx) => membersOf(tx, it.id))).toMatchObject([{ until: TODAY }])
    expect(await doing(here.head, (context) => addMember(context, it.id, member))).toEqual({ refused: 'notOpen' })
    expect(await concluding(it)).toEqual({ refused: 'notOpen' })
    const later = { heldOn: addDays(TODAY, 1), content: 'Họp sau khi đã giải thể', documentNumber: '9/TB', attended: 3 }
    expect(
      await doing(here.head, (context) => holdSession({ ...context, today: addDays(TODAY, 2) }, it.id, later)),
    ).toEqual({ refused: 'order' })
    await expect(
      db.owner.query(`update programs.session set held_on = $2 where committee_id = $1`, [it.id, addDays(TODAY, 1)]),
    ).rejects.toThrow('had ended')
    const complete = { result: 'Đã niêm yết', evidence: 'Ảnh' }
    const done = await Promise.all(
      [1, 2].map(() => doing(here.deputy, (context) => completeConclusion(context, conclusion, complete))),
    )
    expect(
      done.filter((one) => 'done' in one),
      'two who complete at once',
    ).toHaveLength(1)
  })

  test('has one chair at a time: two who name one at once, and the database', async () => {
    const { id } = await held()
    const chair = () =>
      doing(here.head, (context) =>
        addMember(context, id, { name: 'Nguyễn Văn A, Bí thư', role: 'chair', from: TODAY }),
      )
    expect((await Promise.all([chair(), chair()])).filter((done) => 'done' in done)).toHaveLength(1)
    await expect(
      db.owner.query(
        `insert into programs.member (unit_id, committee_id, name, role, held) values ($1, $2, 'Người khác', 'chair', '[2026-03-01,)')`,
        [here.head.unitId, id],
      ),
    ).rejects.toThrow('member_one_chair')
    const [one] = await as(here.head, (tx) => membersOf(tx, id))
    await must(doing(here.head, (context) => endMember(context, id, one?.id ?? 0)))
    expect((await as(here.head, (tx) => membersOf(tx, id)))[0]?.until).toBe(TODAY)
    expect(await chair(), 'the old one is chair until tonight').toEqual({ refused: 'chairTaken' })
    const next = { name: 'Trần Thị B, Bí thư', role: 'chair', from: addDays(TODAY, 1) } as const
    expect(await doing(here.head, (context) => addMember(context, id, next))).toEqual({ done: true })
  })
  test('what it concluded is a promise with an owner and a day, kept with a result', async () => {
    const it = await held()
    expect(await concluding(it, here.head, addDays(TODAY, -1))).toEqual({ refused: 'passed' })
    const { id } = await must(concluding(it))
    const found = await as(here.head, (tx) => conclusionById(tx, id))
    const promise = await as(here.head, (tx) => commitmentById(tx, found?.commitmentId ?? 0))
    expect(promise).toMatchObject({ ownerPostId: here.deputy.postId, workflow: 'conclusion' })
    const complete = () =>
      doing(here.deputy, (context) => completeConclusion(context, id, { result: 'Đã niêm yết', evidence: 'Ảnh' }))
    expect(await complete()).toEqual({ done: true })
    expect(await complete()).toEqual({ refused: 'notOpen' })
  })
})
