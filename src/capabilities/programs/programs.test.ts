import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, day } from '../../platform/day.ts'
import type { Actor } from '../../platform/rights.ts'
import { commitmentById } from '../commitments/index.ts'
import { draftProgram, holdReview, type NewProgram, planYear, signProgram } from './actions.ts'
import {
  addMeasure,
  addParticipant,
  endCampaign,
  enterCount,
  enterResult,
  showResult,
  startCampaign,
} from './campaign-actions.ts'
import { campaignById, countsOf, measuresOf, participantsOf } from './campaign-queries.ts'
import { addMember, completeConclusion, conclude, endMember, holdSession, setUpCommittee } from './committee-actions.ts'
import { conclusionById, membersOf, partsOfProgram, programById } from './queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, as, doing, db } = office

const PARTIES = [
  { name: 'UBND xã', signatory: 'Chủ tịch', focalPoint: 'Văn phòng' },
  { name: 'Đảng ủy xã', signatory: 'Bí thư', focalPoint: 'Ban Xây dựng Đảng' },
]
const draft = (it: Partial<NewProgram> = {}, who: Actor = here.head) =>
  doing(who, (context) =>
    draftProgram(context, {
      ...{ title: 'Chương trình phối hợp công tác dân vận', purposes: 'Cùng làm công tác dân vận.', clarities: 6 },
      ...{
        from: day('2026-01-01'),
        until: day('2030-12-31'),
        interimOn: day('2028-06-30'),
        finalOn: day('2030-12-01'),
      },
      ...{ exchangeEvery: 'quarter', exchangeHow: 'Văn bản hằng quý', predecessorId: null, parties: PARTIES },
      ...{ contents: [{ theme: 'reception', text: 'Cùng dự buổi tiếp dân' }], documentIds: [] },
      responsiblePostId: here.officer.postId,
      ...it,
    }),
  )
async function must<T>(done: Promise<T>): Promise<Exclude<T, { refused: string }>> {
  const it = await done
  if (typeof it === 'object' && it !== null && 'refused' in it) throw new Error(String(it.refused))
  return it as Exclude<T, { refused: string }>
}
const sign = (id: number, who: Actor = here.head) =>
  doing(who, (context) => signProgram(context, id, 1, { signedOn: TODAY, signedAt: 'Trụ sở UBND xã' }))
async function signed(it: Partial<NewProgram> = {}): Promise<number> {
  const { id } = await must(draft(it))
  await must(sign(id))
  return id
}
const REVIEW = { heldOn: TODAY, result: 'Đã làm được hai nội dung.', documentNumber: '5/BC-UBND' }
const reviews = (id: number) => as(here.head, async (tx) => (await partsOfProgram(tx, id)).reviews)
const review = (id: number, who: Actor = here.officer) => doing(who, (context) => holdReview(context, id, REVIEW))

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

const COMMITTEE = {
  title: 'Ban Chỉ đạo công tác dân vận xã',
  decisionNumber: '12/QĐ-UBND',
  decidedOn: day('2026-02-01'),
}
const SESSION = { heldOn: TODAY, content: 'Bàn việc đối thoại quý này', documentNumber: '3/TB-BCĐ', attended: 9 }
async function held() {
  const { id } = await must(doing(here.head, (context) => setUpCommittee(context, COMMITTEE)))
  const session = await must(doing(here.head, (context) => holdSession(context, id, SESSION)))
  return { id, sessionId: session.id }
}
const concluding = (
  { id, sessionId }: { id: number; sessionId: number },
  who: Actor = here.head,
  dueOn = addDays(TODAY, 9),
) =>
  doing(who, (context) =>
    conclude(context, id, {
      ...{ sessionId, text: 'Niêm yết kết quả tại các thôn', dueOn },
      ...{ expectedResult: 'Ảnh bảng tin' },
      ownerPostId: here.deputy.postId,
    }),
  )

describe('a committee', () => {
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

const CAMPAIGN = {
  ...{
    title: 'Sáng - xanh - sạch - đẹp',
    purpose: 'Mỗi thôn một tuyến đường hoa',
    from: TODAY,
    until: day('2026-12-31'),
  },
  participants: ['Thôn Đông', 'Thôn Trung', 'Thôn Đông'],
}
async function campaign() {
  const { id } = await must(doing(here.head, (context) => startCampaign(context, CAMPAIGN)))
  const basis = 'Mét đường có hoa hai bên, trưởng thôn đo và báo'
  await must(doing(here.head, (context) => addMeasure(context, id, { name: 'Đường hoa', countedIn: 'm', basis })))
  const [[measure], participants] = await as(here.head, async (tx) => [
    await measuresOf(tx, [id]),
    await participantsOf(tx, [id]),
  ])
  return { id, measureId: measure?.id ?? 0, participants }
}

describe('a campaign', () => {
  test('adds up what was counted; a correction replaces the wrong number once and both stay to be seen', async () => {
    const { id, measureId, participants } = await campaign()
    expect(participants.map(({ name }) => name)).toEqual(['Thôn Đông', 'Thôn Trung'])
    const count = (amount: number, correctsId: number | null = null) =>
      doing(here.officer, (context) =>
        enterCount(context, id, {
          ...{
            measureId,
            participantId: participants[0]?.id ?? 0,
            onDay: TODAY,
            amount,
            source: 'Biên bản đo',
            correctsId,
          },
        }),
      )
    await must(count(120))
    await must(count(80.5))
    const wrong = (await as(here.head, (tx) => countsOf(tx, id, 10))).find((one) => one.amount === 120)
    await must(count(100, wrong?.id))
    expect(await count(90, wrong?.id)).toEqual({ refused: 'known' })
    expect((await as(here.head, (tx) => measuresOf(tx, [id])))[0]?.total).toBe(180.5)
    expect((await as(here.head, (tx) => countsOf(tx, id, 10))).filter((one) => one.isCorrected)).toHaveLength(1)
    await expect(count(-1)).rejects.toThrow(/check/)
    expect(await count(5, 999_999), 'a row of another campaign').toEqual({ refused: 'notOpen' })
    const kinds = await db.owner.query(
      `select distinct subject_kind from platform.history where kind in ('counted', 'programSigned', 'committeeSetUp')`,
    )
    expect(kinds.rows.map((row) => row.subject_kind).sort()).toEqual(['campaign', 'committee', 'program'])
  })
  test('counts nothing without a basis', async () => {
    const { id } = await campaign()
    await expect(
      doing(here.head, (context) => addMeasure(context, id, { name: 'Cây xanh', countedIn: 'cây', basis: ' ' })),
    ).rejects.toThrow(/basis/)
  })
  test('ended, it takes nothing more', async () => {
    const { id } = await campaign()
    const end = (version: number) =>
      doing(here.head, (context) => endCampaign(context, id, version, 'Đã tổng kết phong trào.'))
    expect(await end(9)).toEqual({ refused: 'changed' })
    expect(await end(1)).toEqual({ done: true })
    expect(await doing(here.head, (context) => addParticipant(context, id, 'Thôn Tây'))).toEqual({ refused: 'notOpen' })
  })
})

describe('rights: action x role x territory', () => {
  for (const role of ROLES)
    test(role, async () => {
      const [who, other] = [here[role], neighbour[role]]
      const leads = role === 'head' || role === 'deputy'
      const writes = leads || role === 'intake' || role === 'officer'
      expect('id' in (await draft({}, who)), 'draftProgram').toBe(writes)
      const { id: drafted } = await must(draft())
      expect(await sign(drafted, other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await sign(drafted, who)), 'signProgram').toBe(leads)
      const program = await signed()
      const [interim] = await reviews(program)
      const year = (actor: Actor) => doing(actor, (context) => planYear(context, program, 2028))
      expect(await year(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('planId' in (await year(who)), 'planYear').toBe(leads || role === 'officer')
      expect(await review(interim?.id ?? 0, other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await review(interim?.id ?? 0, who)), 'review').toBe(leads || role === 'officer')

      const keeps = leads || role === 'intake'
      expect('id' in (await doing(who, (context) => setUpCommittee(context, COMMITTEE))), 'keepCommittee').toBe(keeps)
      const it = await held()
      const member = { name: 'Trần Thị B, Chủ tịch', role: 'member', from: TODAY } as const
      expect('done' in (await doing(who, (context) => addMember(context, it.id, member))), 'addMember').toBe(keeps)
      expect(await doing(other, (context) => holdSession(context, it.id, SESSION))).toEqual({ refused: 'notOpen' })
      expect('id' in (await doing(who, (context) => holdSession(context, it.id, SESSION))), 'holdSession').toBe(writes)
      expect('id' in (await concluding(it, who)), 'conclude').toBe(writes)
      const conclusion = await must(concluding(it))
      const complete = (actor: Actor) =>
        doing(actor, (context) => completeConclusion(context, conclusion.id, { result: 'Đã làm', evidence: 'Ảnh' }))
      expect(await complete(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await complete(who)), 'completeConclusion').toBe(leads)

      expect('id' in (await doing(who, (context) => startCampaign(context, CAMPAIGN))), 'startCampaign').toBe(leads)
      const { id, measureId, participants } = await campaign()
      const add = (actor: Actor) => doing(actor, (context) => addParticipant(context, id, `Thôn ${role}`))
      expect(await add(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await add(who)), 'addParticipant').toBe(writes)
      const one = {
        measureId,
        participantId: participants[0]?.id ?? 0,
        onDay: TODAY,
        amount: 1,
        source: 'Biên bản',
        correctsId: null,
      }
      expect('done' in (await doing(who, (context) => enterCount(context, id, one))), 'enterCount').toBe(writes)
      const result = { onDay: TODAY, text: 'Đã trồng hoa hai bên đường', mayShow: false }
      expect('id' in (await doing(who, (context) => enterResult(context, id, result))), 'enterResult').toBe(writes)
      const made = await must(doing(here.head, (context) => enterResult(context, id, result)))
      const show = (actor: Actor) => doing(actor, (context) => showResult(context, id, made.id, true))
      expect(await show(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await show(who)), 'showResult').toBe(keeps)
      const end = (actor: Actor) => doing(actor, (context) => endCampaign(context, id, 1, 'Đã tổng kết phong trào.'))
      expect(await end(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await end(who)), 'endCampaign').toBe(leads)
      expect(await as(other, (tx) => campaignById(tx, id)), 'invisible next door').toBeNull()
    })
})
