import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, type CitizenCase, ROLES, type State } from '../../../test/office.ts'
import { addDays } from '../../platform/day.ts'
import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed, type Role } from '../../platform/rights.ts'
import { movesOpen } from '../../platform/workflow.ts'
import { answerPoint, askReopen, CASE_NAV, CASE_PAGES, moveCase, proposePublication, publish } from './index.ts'
import { openSender, reissueCode, writeToSender } from './office-actions.ts'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { submissionsOf } from './queries.ts'
import { CASE_MOVES, type CaseMove } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour } = office

// In `assigned` and later states the officer is the focal point; before that it is the intake post. The head supervises.
type Who = Role
const WHY = 'Lý do ghi rõ ở đây'
const SENIOR: readonly Who[] = ['head', 'deputy', 'intake']

/** Who of a unit's own posts may make each move: the rule of the house, written here once more by hand. */
const MOVES: Readonly<
  Record<CaseMove, { from: State; may: readonly Who[]; make: (who: Actor, of: CitizenCase) => Promise<unknown> }>
> = {
  receive: move('sent', SENIOR, () => ({ move: 'receive', title: 'Tên gọn', points: ['Điểm một'] })),
  classify: move('received', SENIOR, () => ({
    move: 'classify',
    kind: 'recommendation',
    category: 'land',
    reason: WHY,
  })),
  assign: move('received', SENIOR, () => ({ move: 'assign', ownerPostId: here.officer.postId, reason: WHY })),
  take: move('received', ['head', 'deputy', 'intake', 'officer'], () => ({ move: 'take' })),
  guide: move('received', SENIOR, () => ({ move: 'guide', competentBody: 'Sở Xây dựng', reason: WHY })),
  transfer: move('received', SENIOR, () => ({ move: 'transfer', unitId: neighbour.head.unitId, reason: WHY })),
  file: move('received', ['head', 'deputy'], () => ({ move: 'file', ground: 'noContent', reason: WHY })),
  join: move('received', SENIOR, async () => ({
    move: 'join',
    mainNumber: (await office.newCase('received')).number,
    reason: WHY,
  })),
  extend: move('assigned', ['head', 'deputy'], (of) => ({
    move: 'extend',
    newDueOn: addDays(of.commitment.dueOn, 3),
    reason: WHY,
  })),
  answerPoint: {
    from: 'assigned',
    may: ['officer'],
    make: (who, of) => office.doing(who, (it) => answerPoint(it, of.id, 1, 1, 'Đã làm xong việc này.', 'Ảnh')),
  },
  answer: {
    from: 'assigned',
    may: ['officer'],
    async make(who, of) {
      await office.doing(here.officer, (it) => answerPoint(it, of.id, 1, 1, 'Đã làm xong việc này.', 'Ảnh'))
      return office.doing(who, (it) => moveCase(it, of.id, of.version, { move: 'answer', closing: '' }))
    },
  },
  declineReopen: move('answered', ['head', 'deputy'], async (of) => {
    const [first] = await office.as(here.head, (tx) => submissionsOf(tx, of.id))
    await office.as(here.head, (tx) => askReopen({ tx, host: office.host }, of.id, first?.id ?? 0, WHY))
    return { move: 'declineReopen', reason: WHY }
  }),
  reopen: move('answered', ['head', 'deputy'], () => ({ move: 'reopen', reason: WHY })),
}

function move(
  from: State,
  may: readonly Who[],
  input: (of: CitizenCase) => Promise<Parameters<typeof moveCase>[3]> | Parameters<typeof moveCase>[3],
) {
  const make = async (who: Actor, of: CitizenCase) => {
    const given = await input(of)
    return office.doing(who, (it) => moveCase(it, of.id, of.version, given))
  }
  return { from, may, make }
}

const REFUSED = { refused: 'notOpen' }

describe.each(Object.keys(CASE_MOVES) as CaseMove[])('%s', (name) => {
  const { from, may, make } = MOVES[name]
  for (const role of ROLES)
    test(`${role} ${may.includes(role) ? 'may' : 'may not'} at home`, async () => {
      const found = await office.newCase(from)
      expect(await make(here[role], found)).toEqual(may.includes(role) ? { done: true } : REFUSED)
      expect(movesOpen(CASE_MOVES, from, here[role], found.territory).includes(name)).toBe(may.includes(role))
    })
  test('no role of another unit may, and nobody who has not signed in', async () => {
    const found = await office.newCase(from)
    for (const role of ROLES) expect(await make(neighbour[role], found), role).toEqual(REFUSED)
    expect(movesOpen(CASE_MOVES, from, null, found.territory)).toEqual([])
    // Even inside a transaction that stands for the unit of the case, the actor's own unit decides.
    const misplaced = office.as(here.head, (tx) =>
      moveCase({ tx, host: office.host, actor: neighbour.head, today: found.sentOn }, found.id, found.version, {
        move: 'take',
      }),
    )
    expect(await misplaced).toEqual(REFUSED)
  })
})

const page = (path: string) => CASE_PAGES.find((one) => one.path === path) as AnyPage
const submissionOf = async (of: CitizenCase) =>
  (await office.as(here.head, (tx) => submissionsOf(tx, of.id)))[0]?.id ?? 0
const copy = { title: 'Tiêu đề công khai', question: 'Câu hỏi đã bỏ tên', answer: 'Câu trả lời đầy đủ' }

/** Each row of the policy: who may, and what really happens when somebody tries. */
const RIGHTS: Readonly<Record<keyof typeof POLICY, { may: readonly Who[]; may_do: (who: Actor) => Promise<boolean> }>> =
  {
    seeCases: {
      may: ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'],
      may_do: async (who) => page(at.list).may(who, null) && CASE_NAV[0].may(who),
    },
    seeCase: {
      may: ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'],
      async may_do(who) {
        const it = await office.newCase('assigned')
        return page(at.citizenCase).may(who, { it }) && page(at.file).may(who, { it })
      },
    },
    openSender: {
      may: ['head', 'officer'],
      async may_do(who) {
        const it = await office.newCase('assigned', { sender: 'Bà Kín Đáo' })
        const id = await submissionOf(it)
        const opened = await office.doing(who, (context) => openSender(context, it, id, 'Hẹn gặp tại nhà'))
        expect(page(at.sender).may(who, { it })).toBe(opened !== null)
        expect(await office.count('cases.sender_view', `submission_id = ${id}`), 'each look is written down').toBe(
          opened ? 1 : 0,
        )
        return opened?.name === 'Bà Kín Đáo'
      },
    },
    split: {
      may: ['head', 'deputy', 'intake', 'officer'],
      async may_do(who) {
        const it = await office.newCase('assigned')
        return isAllowed(POLICY.split, who, it.territory)
      },
    },
    writeToSender: {
      may: ['intake', 'officer'],
      may_do: async (who) => {
        const it = await office.newCase('assigned')
        return 'done' in (await office.doing(who, (context) => writeToSender(context, it.id, 'Xin bổ sung ảnh', false)))
      },
    },
    enterAtCounter: {
      may: ['head', 'deputy', 'intake', 'officer'],
      may_do: async (who) => page(at.counter).may(who, {}) && CASE_NAV[1].may(who),
    },
    reissueCode: {
      may: ['intake'],
      async may_do(who) {
        const it = await office.newCase('assigned', { sender: 'Bà Mất Mã' })
        const id = await submissionOf(it)
        const hash = Buffer.alloc(32, 7)
        const done = await office.doing(who, (context) => reissueCode(context, it, id, hash, 'Căn cước'))
        expect(page(at.code).may(who, { it })).toBe('done' in done)
        return 'done' in done
      },
    },
    proposePublication: {
      may: ['intake', 'officer'],
      async may_do(who) {
        const it = await office.newCase('answered', { publish: true })
        return 'done' in (await office.doing(who, (context) => proposePublication(context, it.id, copy)))
      },
    },
    publish: {
      may: ['head', 'deputy', 'reviewer'],
      async may_do(who) {
        const it = await office.newCase('answered', { publish: true })
        await office.doing(here.officer, (context) => proposePublication(context, it.id, copy))
        return 'done' in (await office.doing(who, (context) => publish(context, it.id, true)))
      },
    },
    printRegister: {
      may: ['head', 'deputy', 'intake', 'reviewer'],
      may_do: async (who) => page(at.register).may(who, null),
    },
  }

test('every right of the policy stands in this matrix', () => {
  expect(Object.keys(RIGHTS).sort()).toEqual(Object.keys(POLICY).sort())
})

describe.each(Object.keys(RIGHTS) as (keyof typeof POLICY)[])('%s', (action) => {
  const { may, may_do } = RIGHTS[action]
  for (const role of ROLES)
    test(`${role} ${may.includes(role) ? 'may' : 'may not'} at home`, async () => {
      expect(await may_do(here[role])).toBe(may.includes(role))
    })
  test('never on the territory of another unit, never without signing in', async () => {
    const territory = { unitId: here.head.unitId, ownerPostId: here.officer.postId, supervisorPostId: here.head.postId }
    for (const role of ROLES) expect(isAllowed(POLICY[action], neighbour[role], territory), role).toBe(false)
    expect(isAllowed(POLICY[action], null, territory)).toBe(false)
    // Lists and the counter belong to one's own unit by nature; whatever names a record of another unit is closed.
    if (!['seeCases', 'enterAtCounter', 'printRegister'].includes(action))
      for (const role of ROLES) expect(await may_do(neighbour[role]), role).toBe(false)
  })
})

test('a second person publishes: the proposer may not, even with the right to publish', async () => {
  const it = await office.newCase('answered', { publish: true })
  await office.db.owner.query('update commitments.commitment set owner_post_id = $1 where id = $2', [
    here.deputy.postId,
    it.commitmentId,
  ])
  await office.doing(here.deputy, (context) => proposePublication(context, it.id, copy))
  expect(await office.doing(here.deputy, (context) => publish(context, it.id, true))).toEqual({ refused: 'samePerson' })
})

test('without the separate yes of every sender nothing is proposed or published', async () => {
  const it = await office.newCase('answered', { publish: false })
  expect(await office.doing(here.officer, (context) => proposePublication(context, it.id, copy))).toEqual({
    refused: 'noConsent',
  })
})

test.each([false, true])(
  'an answer looked at again is public no longer, nor its copy in the way of another unit (published: %s)',
  async (isPublished) => {
    const it = await office.newCase('answered', { publish: true })
    await office.doing(here.officer, (context) => proposePublication(context, it.id, copy))
    if (isPublished) await office.doing(here.deputy, (context) => publish(context, it.id, true))
    const move = async (who: Actor, input: Parameters<typeof moveCase>[3]) => {
      const { version } = await office.caseNow(it.id)
      expect(await office.doing(who, (context) => moveCase(context, it.id, version, input)), input.move).toEqual({
        done: true,
      })
    }
    await move(here.head, { move: 'reopen', reason: 'Chưa làm xong như đã hứa.' })
    expect(await office.count('cases.publication', `case_id = ${it.id}`)).toBe(0)
    await move(here.head, { move: 'transfer', unitId: neighbour.head.unitId, reason: 'Thuộc địa bàn xã bên.' })
    await move(neighbour.head, { move: 'receive', title: 'Cống nghẹt', points: ['Cống nghẹt'] })
    await move(neighbour.head, { move: 'assign', ownerPostId: neighbour.officer.postId, reason: '' })
    await office.doing(neighbour.officer, (context) => answerPoint(context, it.id, 2, 1, 'Đã khơi thông.', 'Ảnh'))
    await move(neighbour.officer, { move: 'answer', closing: '' })
    expect(await office.doing(neighbour.officer, (context) => proposePublication(context, it.id, copy))).toEqual({
      done: true,
    })
    expect(await office.doing(neighbour.deputy, (context) => publish(context, it.id, true))).toEqual({ done: true })
  },
)

test('a lost code of an unsigned or a sealed submission cannot be recovered', async () => {
  for (const it of [
    await office.newCase('assigned'),
    await office.newCase('assigned', { sealed: true, sender: 'Ai đó' }),
  ]) {
    const who = it.sealId ? here.head : here.intake
    const id = await submissionOf(it)
    expect(await office.doing(who, (context) => reissueCode(context, it, id, Buffer.alloc(32, 9), 'Căn cước'))).toEqual(
      REFUSED,
    )
  }
})
