import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, type CitizenCase, type Office, ROLES, TODAY } from '../../../test/office.ts'
import {
  DECISION,
  enterMeeting,
  meetingsOf,
  prepared,
  recommendationByNumber,
  sessionsOf,
  thirdUnit,
  topAdministrator,
} from '../../../test/succession.ts'
import { formerUnit } from '../../organization/changing.ts'
import { placeById } from '../../organization/openings.ts'
import { addDays } from '../../platform/day.ts'
import { inTransaction } from '../../platform/db.ts'
import { firstBreak } from '../../platform/history.ts'
import { historyPage } from '../../platform/history-check.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { caseById } from '../cases/index.ts'
import { figuresOf } from '../commitments/index.ts'
import { carryOut } from './carry-actions.ts'
import { chooseSuccessors } from './choose-actions.ts'
import { SUCCESSION_NAV, SUCCESSION_PAGES } from './index.ts'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { blockersOf, confirmChange, dropChange } from './prepare-actions.ts'
import { changeById, openMatters } from './queries.ts'
import { suggestSuccessor } from './suggest.ts'
import { CHANGE_MOVES, type ChangeState } from './workflow.ts'

describe('a split', () => {
  let office: Office
  let admin: Actor
  let east: Awaited<ReturnType<typeof thirdUnit>>
  let west: Awaited<ReturnType<typeof thirdUnit>>
  let village: number
  let id: number
  let cases: { east: CitizenCase; west: CitizenCase; closed: CitizenCase; sealed: CitizenCase }
  let numbers: string[]

  beforeAll(async () => {
    office = await anOffice()
    admin = await topAdministrator(office)
    east = await thirdUnit(office, 'Xã Đông', 'xa-dong')
    west = await thirdUnit(office, 'Xã Tây', 'xa-tay')
    const { rows } = await office.db.owner.query(
      `with u as (insert into organization.unit (slug) values ('thon-an') returning id)
       insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid)
       select id, 'An', 'Thôn An', 'village', 'village', $1, '[2025-07-01,)' from u returning unit_id`,
      [office.here.head.unitId],
    )
    village = Number(rows[0].unit_id)
    const text = (place: string) => ({ text: `Cống ở ${place} nghẹt. Đề nghị nạo vét.` })
    cases = {
      east: await office.newCase('assigned', text('thôn An')),
      west: await office.newCase('sent', text('chợ xã Tây')),
      closed: await office.newCase('answered'),
      sealed: await office.newCase('sent', { sealed: true }),
    }
    const entered = await office.doing(office.here.intake, (context) =>
      enterMeeting(context, {
        session: { council: 'commune', name: 'Kỳ họp thứ 5', opensOn: addDays(TODAY, 50) },
        ...{ heldOn: TODAY, place: 'Nhà văn hóa', deputies: 'Ông A', attendances: 64, submissionsPassed: 2 },
        recommendations: [
          { deputy: 'Ông A', category: 'roads', text: 'Đề nghị sửa cầu treo thôn An.' },
          { deputy: 'Ông A', category: 'land', text: 'Đề nghị cấp sổ đỏ cho xóm mới.' },
        ],
      }),
    )
    numbers = 'numbers' in entered ? entered.numbers : []
    id = await prepared(office, admin, {
      ...{ kind: 'split', from: [office.here.head.unitId], to: [east.unitId, west.unitId] },
      archiveUnitId: west.unitId,
    })
  })
  afterAll(() => office.db[Symbol.asyncDispose]())

  const blockers = () =>
    office.as(admin, async (tx) => {
      const change = await changeById(tx, id)
      return change ? blockersOf(tx, change, TODAY) : []
    })

  test('moves nothing until a person has chosen for everything open, the villages too; sealed matter is not counted', async () => {
    expect(await blockers()).toEqual([{ refused: 'unchosen', count: 5 }])
    expect(await office.as(admin, (tx) => confirmChange(tx, admin, id, TODAY))).toMatchObject({ refused: 'unchosen' })
    const { here } = office
    expect(await office.as(here.officer, (tx) => chooseSuccessors(tx, here.officer, [])), 'not by an officer').toEqual({
      refused: 'changed',
    })
    const matters = await office.as(here.intake, (tx) => openMatters(tx, here.head.unitId))
    expect(matters.map((one) => one.kind)).toEqual(['case', 'case', 'voters', 'voters'])
    const [one, two] = matters.filter((matter) => matter.kind === 'voters')
    const choices = [
      { kind: 'case', subjectId: cases.east.id, toUnitId: west.unitId },
      { kind: 'case', subjectId: cases.west.id, toUnitId: west.unitId },
      { kind: 'voters', subjectId: one?.id ?? 0, toUnitId: east.unitId },
      { kind: 'voters', subjectId: two?.id ?? 0, toUnitId: west.unitId },
      { kind: 'body', subjectId: village, toUnitId: east.unitId },
      { kind: 'case', subjectId: cases.east.id, toUnitId: east.unitId },
    ] as const
    for (const choice of choices)
      expect(await office.as(here.intake, (tx) => chooseSuccessors(tx, here.intake, [choice]))).toEqual({ done: true })
    expect(await blockers()).toEqual([])
    expect(await office.as(here.intake, (tx) => caseById(tx, cases.east.id)), 'still here').not.toBeNull()
  })

  test('then each goes where it was sent, with its day, and every chain verifies', async () => {
    await office.as(admin, async (tx) => {
      await confirmChange(tx, admin, id, TODAY)
      expect(await carryOut({ tx, host: office.host }, id, TODAY)).toEqual({ done: true })
    })
    const of = <T>(unit: typeof east, work: (tx: never) => Promise<T>) =>
      inTransaction(office.db.database, { unitId: unit.unitId, postId: unit.headPostId, sealId: null }, (tx) =>
        work(tx as never),
      )
    const [inEast, inWest] = [
      await of(east, (tx) => caseById(tx, cases.east.id)),
      await of(west, (tx) => caseById(tx, cases.west.id)),
    ]
    expect(inEast?.commitment).toMatchObject({ ownerPostId: east.intakePostId, dueOn: cases.east.commitment.dueOn })
    expect(inWest?.commitment).toMatchObject({ ownerPostId: west.intakePostId, dueOn: cases.west.commitment.dueOn })
    expect((await of(west, (tx) => caseById(tx, cases.closed.id)))?.state).toBe('answered')
    expect((await of(west, (tx) => caseById(tx, cases.sealed.id)))?.commitment.ownerPostId).toBe(west.headPostId)
    expect(await of(east, (tx) => caseById(tx, cases.sealed.id))).toBeNull()
    expect((await of(east, (tx) => recommendationByNumber(tx, numbers[0] ?? '')))?.it.unitId).toBe(east.unitId)
    const people = []
    for (const unit of [east, west])
      for (const session of await of(unit, (tx) => sessionsOf(tx, unit.unitId)))
        for (const meeting of await of(unit, (tx) => meetingsOf(tx, session.id))) people.push(meeting.attendances)
    expect(people, 'no voter counted twice').toEqual([0, 64])
    expect((await firstBreak(historyPage(office.db.owner))).broken).toBeNull()
  })

  test('the figures stay; what went on is transferred there and received here', async () => {
    const figures = (unitId: number) =>
      inTransaction(office.db.database, { unitId, postId: null, sealId: null }, (tx) =>
        figuresOf(tx, unitId, addDays(TODAY, -30), TODAY),
      )
    const [old, e, w] = [await figures(office.here.head.unitId), await figures(east.unitId), await figures(west.unitId)]
    expect([old.received, old.onTime, old.transferred, old.open]).toEqual([5, 1, 4, 0])
    expect([e.received, e.open, w.received, w.open, w.onTime]).toEqual([2, 2, 2, 2, 0])
  })

  test('the old address asks which one; the village stands under its successor', async () => {
    const former = await office.as(null, (tx) => formerUnit(tx, `dv${office.here.head.unitId}-xa-nay`, TODAY))
    expect(former?.successors.map((one) => one.name)).toEqual(['Xã Đông', 'Xã Tây'])
    const { rows } = await office.db.owner.query(
      'select parent_id from organization.unit_version where unit_id = $1 and upper_inf(valid)',
      [village],
    )
    expect(Number(rows[0].parent_id)).toBe(east.unitId)
  })
})

test('a new name is the same unit from its day on: nothing moves, the former name is in its history', async () => {
  const office = await anOffice()
  const admin = await topAdministrator(office)
  const { unitId } = office.here.head
  const open = await office.newCase('assigned')
  const name = { name: 'Mới', fullName: 'Phường Mới', kind: 'ward' }
  const id = await prepared(office, admin, { kind: 'rename', from: [unitId], name, takesEffectOn: addDays(TODAY, -5) })
  await office.as(admin, async (tx) => {
    await confirmChange(tx, admin, id, TODAY)
    expect(await carryOut({ tx, host: office.host }, id, TODAY)).toEqual({ done: true })
  })
  expect(await office.as(null, (tx) => placeById(tx, unitId, TODAY))).toMatchObject({
    name: 'Phường Mới',
    slug: 'phuong-moi',
  })
  expect(
    await office.count(
      'organization.unit_version',
      `unit_id = ${unitId} and full_name = 'Xã Này' and upper(valid) = '2026-11-18'`,
    ),
  ).toBe(1)
  expect(await office.caseNow(open.id)).toMatchObject({ unitId, version: open.version })
  expect(
    await office.count('platform.history', `subject_kind = 'unit' and subject_id = ${unitId} and kind = 'renamed'`),
  ).toBe(1)
  const { rows } = await office.db.owner.query('select issuer from organization.decision where number = $1', [
    DECISION.number,
  ])
  expect(rows).toEqual([{ issuer: DECISION.issuer }])
  await office.db[Symbol.asyncDispose]()
})

describe('who may', () => {
  const ACTIONS: Record<string, { may: string[]; paths: string[]; nav: string | null }> = {
    prepareChange: { may: [], paths: [at.changes], nav: 'changes' },
    foundUnit: { may: [], paths: [at.found], nav: null },
    chooseSuccessors: { may: ['head', 'deputy', 'intake'], paths: [at.choose], nav: 'split' },
    handOverPost: { may: ['head', 'administrator'], paths: [at.handOver, at.handOverPost], nav: 'handOver' },
  }
  const actor = (role: (typeof ROLES)[number], isTopUnit = false) =>
    ({ unitId: 1, postId: 1, roles: new Set([role]), isTopUnit, actingForm: '', posts: [] }) as unknown as Actor

  test('every action of the policy stands in this matrix', () =>
    expect(Object.keys(ACTIONS)).toEqual(Object.keys(POLICY)))
  for (const [action, { may, paths, nav }] of Object.entries(ACTIONS))
    for (const role of ROLES)
      test(`${action}: ${role} at home, never next door, of a unit above only its administrator`, () => {
        const by = POLICY[action as keyof typeof POLICY]
        expect(isAllowed(by, actor(role), { unitId: 1 })).toBe(may.includes(role))
        expect(isAllowed(by, actor(role, true), { unitId: 2 })).toBe(false)
        const top = ['prepareChange', 'foundUnit'].includes(action) ? role === 'administrator' : may.includes(role)
        expect(isAllowed(by, actor(role, true), { unitId: 1 })).toBe(top)
        for (const path of paths) {
          const page = SUCCESSION_PAGES.find((one) => one.path === path)
          expect(page?.may(actor(role), {})).toBe(may.includes(role))
          expect(page?.may(null, {})).toBe(false)
        }
        if (nav) expect(SUCCESSION_NAV.find((one) => one.key === nav)?.may(actor(role))).toBe(may.includes(role))
      })

  test('the whole matrix of moves: only what is open is confirmed or dropped', async () => {
    const office = await anOffice()
    const admin = await topAdministrator(office)
    for (const state of ['prepared', 'confirmed', 'done', 'dropped'] as const satisfies readonly ChangeState[]) {
      const from = [office.here.head.unitId]
      const id = await prepared(office, admin, { kind: 'merge', from, to: [office.neighbour.head.unitId] })
      const set = { prepared: '', confirmed: '', done: ", done_on = '2026-11-23'", dropped: '' }[state]
      await office.db.owner.query(
        `update succession.change set state = $2, confirmed_by = prepared_by, confirmed_on = prepared_on ${set} where id = $1`,
        [id, state],
      )
      for (const [move, make] of [
        ['confirm', () => office.as(admin, (tx) => confirmChange(tx, admin, id, TODAY))],
        ['drop', () => office.as(admin, (tx) => dropChange(tx, admin, id))],
      ] as const) {
        const isOpen = CHANGE_MOVES[move].from.includes(state)
        const { administrator } = office.here
        expect(await office.as(administrator, (tx) => dropChange(tx, administrator, id))).toEqual({
          refused: 'changed',
        })
        expect('refused' in (await make()), `${move} from ${state}`).toBe(!isOpen)
      }
      await office.db.owner.query(`update succession.change set state = 'dropped', done_on = null`)
    }
    await office.db[Symbol.asyncDispose]()
  })
})

describe('the suggestion by the place', () => {
  const grounds = [
    { unitId: 1, names: ['Xã Tây Hồ', 'Thôn An'] },
    { unitId: 2, names: ['Xã Đông Hồ', 'Thôn An Mỹ'] },
  ]
  for (const [text, unit] of [
    ['Cống thôn An nghẹt', 1],
    ['Cống thôn An Mỹ nghẹt', 2],
    ['cong o thon an my', 2],
    ['Chợ xã Đông Hồ', 2],
    ['Thôn Anh Đào', null],
    ['Không nói nơi nào', null],
  ] as const)
    test(`${text}: ${unit ?? 'nobody'}`, () => expect(suggestSuccessor(text, grounds)).toBe(unit))
  test('two equally good are none: a person looks', () => {
    const both = [
      { unitId: 1, names: ['Thôn An'] },
      { unitId: 2, names: ['Thôn Ba'] },
    ]
    expect(suggestSuccessor('giữa thôn An và thôn Ba', both)).toBeNull()
  })
})
