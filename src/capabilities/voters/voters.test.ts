import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, type Day, day } from '../../platform/day.ts'
import { sqlState } from '../../platform/db.ts'
import { type Actor, isAllowed, type Role } from '../../platform/rights.ts'
import { commitmentById } from '../commitments/index.ts'
import { enterMeeting, moveRecommendation, type VoterInput } from './actions.ts'
import {
  type Found,
  listPublished,
  meetingsOf,
  ofSession,
  recommendationByNumber,
  sessionsOf,
  voterWorkplace,
} from './queries.ts'
import { VOTER_MOVES, type VoterMove, type VoterState } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour } = office

const MEETING = {
  session: { council: 'commune', name: 'Kỳ họp thứ 5', opensOn: day('2027-01-15') },
  ...{ heldOn: TODAY, place: 'Nhà văn hóa thôn 1', deputies: 'Ông A, bà B', attendances: 64, submissionsPassed: 2 },
  recommendations: [
    { deputy: 'Ông A', category: 'roads', text: 'Đề nghị sửa cầu treo thôn 2.' },
    { deputy: 'Bà B', category: 'land', text: 'Đề nghị cấp sổ đỏ cho xóm mới.' },
  ],
} as const

async function entered(): Promise<string[]> {
  const done = await office.doing(here.intake, (context) => enterMeeting(context, MEETING))
  if ('refused' in done) throw new Error(done.refused)
  return done.numbers
}

async function now(number: string): Promise<Found> {
  const found = await office.as(here.head, (tx) => recommendationByNumber(tx, number))
  if (!found) throw new Error('no recommendation')
  return found
}

const tryMove = async (who: Actor, number: string, input: VoterInput, today: Day = TODAY) => {
  const { it } = await now(number)
  return office.doing(who, (context) => moveRecommendation(context, number, it.version, input), today)
}

const ASSIGN = { move: 'assign', owner: here.officer.postId } as const
const ANSWER = { move: 'answer', result: 'resolved', answer: 'Cầu đã sửa xong ngày 20/11.', roadmapOn: null } as const

async function inState(state: VoterState): Promise<string> {
  const [number = ''] = await entered()
  if (state !== 'received') expect(await tryMove(here.intake, number, ASSIGN)).toEqual({ done: true })
  if (state === 'answered') expect(await tryMove(here.officer, number, ANSWER)).toEqual({ done: true })
  return number
}

const INPUTS: Readonly<Record<VoterMove, { by: Actor; input: VoterInput }>> = {
  assign: { by: here.intake, input: ASSIGN },
  answer: { by: here.head, input: ANSWER },
  keepRoadmap: { by: here.head, input: { move: 'keepRoadmap', evidence: 'Biên bản nghiệm thu' } },
  publish: { by: here.head, input: { move: 'publish' } },
}

test('a meeting makes one promise a recommendation: 60 days (CT-01), the intake post first, no voter named', async () => {
  const numbers = await entered()
  expect(numbers).toHaveLength(2)
  const { commitment, it } = await now(numbers[0] ?? '')
  expect(commitment).toMatchObject({ dueOn: '2027-01-22', ownerPostId: here.intake.postId, workflow: 'voters' })
  expect(commitment.proof.rule).toBe('CT-01')
  expect(commitment.publicTitle).toBe('Trả lời một kiến nghị cử tri về đường sá, cầu cống')
  expect(it.deputy).toBe('Ông A')
  expect(await office.as(here.officer, (tx) => voterWorkplace(tx, it.commitmentId))).toBe(
    `/lam-viec/kien-nghi-cu-tri/${it.number}`,
  )
})

describe('the whole matrix: every move from every state', () => {
  for (const state of ['received', 'assigned', 'answered'] as const)
    for (const [name, { by, input }] of Object.entries(INPUTS))
      test(`${name} from ${state}`, async () => {
        const number = await inState(state)
        const isOpen = VOTER_MOVES[name as VoterMove].from.includes(state) && name !== 'keepRoadmap'
        expect(await tryMove(by, number, input)).toEqual(isOpen ? { done: true } : { refused: 'notOpen' })
      })
})

describe('rights: move x role x territory', () => {
  const MAY: Readonly<Record<VoterMove, readonly Role[]>> = {
    ...{ assign: ['head', 'deputy', 'intake'], answer: ['head', 'officer'], keepRoadmap: ['head', 'officer'] },
    publish: ['head', 'deputy', 'reviewer'],
  }
  const territory = { unitId: here.head.unitId, ownerPostId: here.officer.postId, supervisorPostId: here.head.postId }
  for (const [name, may] of Object.entries(MAY))
    test(name, async () => {
      for (const role of ROLES) {
        expect(isAllowed(VOTER_MOVES[name as VoterMove].by, here[role], territory), role).toBe(may.includes(role))
        expect(isAllowed(VOTER_MOVES[name as VoterMove].by, neighbour[role], territory), role).toBe(false)
      }
    })
  test('another unit finds nothing', async () => {
    const number = await inState('assigned')
    expect(await tryMove(neighbour.head, number, ANSWER)).toEqual({ refused: 'notOpen' })
    expect(await office.as(neighbour.head, (tx) => recommendationByNumber(tx, number))).toBeNull()
  })
})

test('"being studied" is a new promise with the day the office named, kept with evidence (CT-02)', async () => {
  const number = await inState('assigned')
  const studied = { ...ANSWER, result: 'studied', roadmapOn: addDays(TODAY, 90) } as const
  expect(await tryMove(here.officer, number, { ...studied, roadmapOn: TODAY })).toEqual({ refused: 'roadmapPassed' })
  expect(await tryMove(here.officer, number, studied)).toEqual({ done: true })
  const { it } = await now(number)
  const promise = () => office.as(here.head, (tx) => commitmentById(tx, it.roadmapCommitmentId ?? 0))
  expect(await promise()).toMatchObject({ dueOn: addDays(TODAY, 90), state: 'open', ownerPostId: here.officer.postId })
  expect(await tryMove(here.officer, number, INPUTS.keepRoadmap.input)).toEqual({ done: true })
  expect(await promise()).toMatchObject({ state: 'fulfilled', evidence: 'Biên bản nghiệm thu' })
  expect(await tryMove(here.officer, number, INPUTS.keepRoadmap.input)).toEqual({ refused: 'notOpen' })
})

test('published once, posted at least thirty days (CT-03, CT-04); before that nobody outside reads it', async () => {
  const number = await inState('answered')
  const read = () =>
    office.as(here.observer, async (tx) =>
      (await listPublished(tx, here.head.unitId, null, 50)).map((one) => one.number),
    )
  expect(await read()).not.toContain(number)
  expect(await tryMove(here.reviewer, number, { move: 'publish' })).toEqual({ done: true })
  expect(await read()).toContain(number)
  expect((await now(number)).it.postedUntil).toBe('2026-12-23')
  expect(await tryMove(here.reviewer, number, { move: 'publish' })).toEqual({ refused: 'publishedAlready' })
})

test('of two people who answer the second is told', async () => {
  const number = await inState('assigned')
  const { it } = await now(number)
  const answer = () =>
    office.doing(here.officer, (context) =>
      moveRecommendation(context, number, it.version, { ...ASSIGN, move: 'assign' } as never),
    )
  await tryMove(here.head, number, ASSIGN)
  expect(await answer()).toEqual({ refused: 'notOpen' })
  const late = await office.doing(here.head, (context) => moveRecommendation(context, number, it.version, ANSWER))
  expect(late).toEqual({ refused: 'changed' })
})

test('a session gathers its meetings; its report adds up', async () => {
  await entered()
  const [session] = await office.as(here.head, (tx) => sessionsOf(tx, here.head.unitId))
  expect(await office.as(here.head, (tx) => sessionsOf(tx, here.head.unitId))).toHaveLength(1)
  const [meetings, rows] = await office.as(here.head, (tx) =>
    Promise.all([meetingsOf(tx, session?.id ?? 0), ofSession(tx, session?.id ?? 0)]),
  )
  expect(rows).toHaveLength(meetings.length * 2)
  expect(await office.as(neighbour.head, (tx) => sessionsOf(tx, here.head.unitId))).toEqual([])
})

test('the database refuses half answers', async () => {
  const { it } = await now(await inState('received'))
  const set = (what: string) =>
    office.db.owner.query(`update voters.recommendation set ${what} where id = ${it.id}`).then(
      () => 'taken',
      (error) => sqlState(error),
    )
  for (const what of [
    "state = 'answered'",
    "result = 'resolved'",
    "roadmap_on = '2027-01-01'",
    "published_on = '2026-12-01'",
  ])
    expect(await set(what), what).toBe('23514')
})
