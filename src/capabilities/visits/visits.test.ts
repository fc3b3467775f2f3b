import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, type Day, day } from '../../platform/day.ts'
import { own, sqlState } from '../../platform/db.ts'
import { type Actor, isAllowed, type Role } from '../../platform/rights.ts'
import { caseByNumber, submissionsOf } from '../cases/index.ts'
import { commitmentById } from '../commitments/index.ts'
import { enterVisit, makeCase, type NewVisit, sendRefusal, takePaper, tellOutcome } from './actions.ts'
import { VISIT_PAGES } from './index.ts'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import {
  conclusionOf,
  listVisits,
  openVisitors,
  registerNames,
  registerRows,
  visitById,
  visitWorkplace,
} from './queries.ts'
import { conclude, decideOnline, keepInstruction, moveOnline } from './session-actions.ts'
import { VISIT_MOVES, type VisitMove } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, db, host } = office

const person = {
  name: 'Bà Lê Thị Kín',
  address: 'Thôn 4',
  idNumber: '079123456789',
  phone: '0905 000 111',
  represents: false,
}
const VISIT: NewVisit = {
  ...{
    sourceKey: null,
    sessionId: null,
    queueNumber: null,
    visitedAt: host.now(),
    kind: 'feedback',
    content: 'Cống nghẹt trước chợ.',
  },
  ...{ people: 1, visitors: [person], settledBy: null, competence: null, guidedTo: null, note: null },
  ...{ refused: null, told: null },
}
const TOLD = { outcome: 'accepted', words: 'Sẽ nạo vét trong tuần.', way: 'onTheSpot' } as const
const enterAs = (who: Actor, it: Partial<NewVisit> = {}) =>
  office.doing(who, (context) => enterVisit(context, { ...VISIT, ...it }))
async function entered(it: Partial<NewVisit> = {}, who = here.officer) {
  const made = await enterAs(who, it)
  if ('refused' in made) throw new Error(made.refused)
  const found = await office.as(here.head, (tx) => visitById(tx, made.id))
  if (!found) throw new Error('no visit')
  return found
}
const promiseOf = (id: number | null) => office.as(here.head, (tx) => commitmentById(tx, id ?? 0))

describe('everybody who came is recorded', () => {
  test('received: the duty to tell runs ten working days from the visit, owed by whoever received (TCD-10)', async () => {
    const found = await entered()
    const promise = await promiseOf(found.commitmentId)
    expect(promise).toMatchObject({
      ownerPostId: here.officer.postId,
      supervisorPostId: here.head.postId,
      dueOn: '2026-12-08',
    })
    expect(promise?.proof.rule).toBe('TCD-10')
    expect(await office.as(here.head, (tx) => visitWorkplace(tx, found.commitmentId ?? 0))).toBe(
      `/lam-viec/luot-tiep/${found.id}`,
    )
    const done = await office.doing(here.officer, (context) =>
      tellOutcome(context, found.id, found.version, { ...TOLD, way: 'phone' }),
    )
    expect(done).toEqual({ done: true })
    expect((await promiseOf(found.commitmentId))?.state).toBe('fulfilled')
  })

  test('told on the spot nothing more is owed', async () => {
    expect(await entered({ told: TOLD })).toMatchObject({ state: 'told', commitmentId: null, toldOn: TODAY })
  })

  test('refused: a ground that wants a notice owes it within three working days, another none (TCD-17)', async () => {
    const written = await entered({
      refused: { ground: 'nothingNew', words: 'Đã trả lời ngày 01/10, không có gì mới.' },
    })
    expect((await promiseOf(written.commitmentId))?.proof.rule).toBe('TCD-17')
    const sent = await office.doing(here.officer, (context) =>
      sendRefusal(context, written.id, written.version, '12/TB-UBND'),
    )
    expect(sent).toEqual({ done: true })
    expect((await promiseOf(written.commitmentId))?.evidence).toContain('12/TB-UBND')
    const oral = await entered({ refused: { ground: 'drunk', words: 'Đề nghị trở lại khi tỉnh táo.' } })
    expect(oral.commitmentId).toBeNull()
    const none = await office.doing(here.officer, (context) => sendRefusal(context, oral.id, oral.version, '13/TB'))
    expect(none).toEqual({ refused: 'noNotice' })
  })

  test('many people send one or two, more than ten at most five (article 29)', async () => {
    const speaks = { ...person, represents: true }
    expect(await enterAs(here.intake, { people: 7 })).toEqual({ refused: 'noOneSpeaks' })
    expect(await enterAs(here.intake, { people: 7, visitors: [speaks, speaks, speaks] })).toEqual({
      refused: 'tooManySpeakers',
    })
    expect('id' in (await enterAs(here.intake, { people: 11, visitors: Array(5).fill(speaks) }))).toBe(true)
    expect(await enterAs(here.intake, { people: 11, visitors: Array(6).fill(speaks) })).toEqual({
      refused: 'tooManySpeakers',
    })
  })

  test('the same entry of a desk without a line, sent twice, also at once, is one visit', async () => {
    const sourceKey = '11111111-2222-4333-8444-555555555555'
    const sends = await Promise.all(
      Array.from({ length: 5 }, () => enterAs(here.intake, { sourceKey }).catch((error: unknown) => sqlState(error))),
    )
    expect(sends.filter((one) => typeof one === 'object' && one && 'isNew' in one && one.isNew)).toHaveLength(1)
    const again = await enterAs(here.intake, { sourceKey })
    expect(again).toMatchObject({ isNew: false })
    expect(await office.count('visits.visit', `source_key = '${sourceKey}'`)).toBe(1)
  })

  test('nothing is recorded before it happened', async () => {
    expect(await enterAs(here.intake, { visitedAt: new Date(host.now().getTime() + 60_000) })).toEqual({
      refused: 'future',
    })
  })
})

describe('who came is kept from others', () => {
  test('no list, no row, no other unit shows a name; opening writes down post and reason', async () => {
    const found = await entered()
    const rows = await office.as(here.reviewer, (tx) => listVisits(tx, here.head.unitId, TODAY, null, 50))
    expect(JSON.stringify(rows)).not.toContain('Kín')
    const all = office.as(here.head, (tx) => sql`select * from visits.visitor`.execute(own<Record<string, never>>(tx)))
    await expect(all).rejects.toThrow('permission denied')
    const open = (who: Actor) => office.as(who, (tx) => openVisitors(tx, found.id, 'Gọi báo kết quả', TODAY))
    expect(await open(neighbour.head)).toEqual([])
    expect(await open(here.reviewer)).toEqual([])
    expect(await open(here.deputy)).toEqual([])
    const before = await office.count('visits.visitor_view')
    expect(await open(here.officer)).toMatchObject([{ name: person.name, idNumber: person.idNumber }])
    expect(await open(here.intake)).toHaveLength(1)
    expect(await office.count('visits.visitor_view')).toBe(before + 2)
  })

  test('the register has the names for desk and head only, once written down; identity numbers stay masked', async () => {
    await entered()
    const names = (who: Actor) =>
      office.as(who, (tx) => registerNames(tx, { from: addDays(TODAY, -1), to: TODAY }, 'in sổ tiếp công dân', TODAY))
    expect((await names(here.officer)).size).toBe(0)
    expect((await names(neighbour.head)).size).toBe(0)
    const before = await office.count('visits.visitor_view', 'visit_id is null')
    const all = [...(await names(here.intake)).values()].join(' ')
    expect(all).toContain('Lê Thị Kín')
    expect(all).toContain('…6789')
    expect(all).not.toContain(person.idNumber)
    expect(await office.count('visits.visitor_view', 'visit_id is null')).toBe(before + 1)
  })

  test('sheet by sheet the register has each row once, with its own name', async () => {
    await entered()
    const sheet = (after: string | null, size: number) =>
      office.as(here.intake, async (tx) => {
        const span = { from: addDays(TODAY, -1), to: TODAY, after, size }
        const rows = await registerRows(tx, here.head.unitId, span)
        const names = await registerNames(tx, span, 'in sổ tiếp công dân', TODAY)
        expect([...names.keys()]).toEqual(rows.map(({ id }) => id))
        return rows.map(({ visitedOn, id }) => `${visitedOn}.${id}`)
      })
    const whole = await sheet(null, 50)
    const read = await sheet(null, 1)
    while (read.length < whole.length) read.push(...(await sheet(read.at(-1) ?? null, 1)))
    expect(read).toEqual(whole)
    expect(await sheet(whole.at(-1) ?? null, 1)).toEqual([])
  })

  test('a case made of a visit has the visitor as its sender, unseen, and two matters become two cases', async () => {
    const found = await entered()
    const make = (version: number, text: string) =>
      office.doing(here.officer, (context) =>
        makeCase(context, found.id, version, {
          kind: 'feedback',
          category: 'roads',
          text,
          codeHash: Buffer.alloc(32, version),
        }),
      )
    const one = await make(found.version, 'Cống nghẹt trước chợ mấy hôm nay.')
    const two = await make(found.version + 1, 'Đèn đường thôn bốn tắt cả tuần.')
    if ('refused' in one || 'refused' in two) throw new Error('refused')
    const of = await office.as(here.head, (tx) => caseByNumber(tx, one.number))
    const [sent] = await office.as(here.head, (tx) => submissionsOf(tx, of?.id ?? 0))
    expect(sent?.named).toBe(true)
    const { rows } = await db.owner.query('select name from cases.sender where submission_id = $1', [sent?.id])
    expect(rows).toEqual([{ name: person.name }])
    expect((await office.as(here.head, (tx) => visitById(tx, found.id)))?.caseNumber).toBe(
      `${one.number}, ${two.number}`,
    )
  })
})

describe('rights: action x role x territory', () => {
  const MAY: Readonly<Record<VisitMove, readonly Role[]>> = {
    ...{ tell: ['head', 'intake', 'officer'], takePaper: ['head', 'intake', 'officer'] },
    ...{ makeCase: ['head', 'intake', 'officer'], sendRefusal: ['head', 'intake', 'officer'] },
  }
  for (const role of ROLES)
    test(role, async () => {
      const territory = { unitId: here.head.unitId, ownerPostId: here.officer.postId }
      for (const [move, may] of Object.entries(MAY)) {
        expect(isAllowed(VISIT_MOVES[move as VisitMove].by, here[role], territory), move).toBe(may.includes(role))
        expect(isAllowed(VISIT_MOVES[move as VisitMove].by, neighbour[role], territory), move).toBe(false)
      }
      expect('id' in (await enterAs(here[role]))).toBe(['intake', 'head', 'deputy', 'officer'].includes(role))
      const found = await entered()
      const take = (who: Actor) =>
        office.doing(who, (context) => takePaper(context, found.id, found.version, 'Đơn, hai trang'))
      expect(await take(neighbour[role])).toEqual({ refused: 'notOpen' })
      expect('paperId' in (await take(here[role]))).toBe(['intake', 'head', 'officer'].includes(role))
      const see = VISIT_PAGES.find((one) => one.path === at.visit)
      expect(see?.may(here[role], { it: found })).toBe(isAllowed(POLICY.seeVisits, here[role], territory))
      expect(see?.may(neighbour[role], { it: found })).toBe(false)
      const online = await office.doing(here[role], (context) => decideOnline(context, ONLINE))
      expect('id' in online).toBe(role === 'head')
    })
})

const ONLINE = {
  subject: 'Đường vào xóm',
  ground: 'far',
  heldOn: day('2026-12-10'),
  link: 'https://hop.example.gov.vn/1',
} as const

describe('a head’s session', () => {
  async function session(heldOn: Day = TODAY): Promise<number> {
    const { rows: places } = await db.owner.query(
      `insert into reception.place (unit_id, name, address, regular_hours) values ($1, 'Phòng tiếp ' || floor(random() * 1e9), 'Trụ sở xã', 'Sáng thứ Năm') returning id`,
      [here.head.unitId],
    )
    const { rows } = await db.owner.query(
      `insert into reception.session (unit_id, place_id, kind, receiver_post_id, held_on, starts_at, ends_at, announced_on, state)
       values ($1, $2, 'head', $3, $4, '08:00', '11:00', $5, 'announced') returning id`,
      [here.head.unitId, places[0].id, here.head.postId, heldOn, addDays(heldOn, -10)],
    )
    return Number(rows[0].id)
  }
  const POINTS = [{ text: 'Nạo vét cống trước chợ', ownerPostId: here.officer.postId, dueOn: addDays(TODAY, 10) }]
  const issue = (who: Actor, id: number, points = POINTS) =>
    office.doing(who, (context) => conclude(context, id, { documentNumber: '8/TB-UBND', issuedOn: TODAY, points }))

  test('each instruction becomes a promise with an owner and a day, kept with evidence (TCD-26)', async () => {
    const id = await session()
    expect(await issue(here.officer, id)).toEqual({ refused: 'notOpen' })
    expect(await issue(here.head, id, [{ ...POINTS[0], dueOn: addDays(TODAY, -1) } as never])).toEqual({
      refused: 'passed',
    })
    expect(await issue(here.head, id)).toEqual({ done: true })
    expect(await issue(here.head, id)).toEqual({ refused: 'concluded' })
    const done = await office.as(here.head, (tx) => conclusionOf(tx, id))
    const promise = await promiseOf(done?.points[0]?.commitmentId ?? 0)
    expect(promise).toMatchObject({ ownerPostId: here.officer.postId, dueOn: addDays(TODAY, 10), state: 'open' })
    const keepIt = (who: Actor) =>
      office.doing(who, (context) =>
        keepInstruction(context, promise?.id ?? 0, { result: 'Đã nạo vét xong', evidence: 'Ảnh' }),
      )
    expect(await keepIt(here.intake)).toEqual({ refused: 'notOpen' })
    expect(await keepIt(here.officer)).toEqual({ done: true })
  })

  test('by video: announced five working days before, tested one before, held with minutes (TCD-20, TCD-21)', async () => {
    const soon = await office.doing(here.head, (context) =>
      decideOnline(context, { ...ONLINE, heldOn: day('2026-11-27') }),
    )
    expect(soon).toEqual({ refused: 'tooSoon', from: '2026-12-01' })
    const made = await office.doing(here.head, (context) =>
      decideOnline(context, { ...ONLINE, heldOn: day('2026-12-01') }),
    )
    if ('refused' in made) throw new Error(made.refused)
    const step = (version: number, it: Parameters<typeof moveOnline>[3], on: Day) =>
      office.doing(here.intake, (context) => moveOnline(context, made.id, version, it), on)
    const hold = { step: 'hold', minutes: 'Đã trao đổi, thống nhất sửa đường.', recordKeptAt: 'Máy chủ UBND' } as const
    expect(await step(1, hold, day('2026-12-01'))).toEqual({ refused: 'notTested' })
    expect(await step(1, { step: 'test' }, day('2026-12-01'))).toMatchObject({ refused: 'tooSoon' })
    expect(await step(1, { step: 'test' }, day('2026-11-30'))).toEqual({ done: true })
    expect(await step(1, hold, day('2026-12-01'))).toEqual({ refused: 'changed' })
    expect(await step(2, hold, day('2026-12-01'))).toEqual({ done: true })
  })
})

test('the database keeps half a refusal, half an answer and a guided visit without a place out', async () => {
  const found = await entered()
  const broken = (set: string) =>
    db.owner.query(`update visits.visit set ${set} where id = ${found.id}`).then(() => 'done', sqlState)
  expect(await broken(`state = 'refused'`)).toBe('23514')
  expect(await broken(`state = 'told'`)).toBe('23514')
  expect(await broken(`competence = 'others'`)).toBe('23514')
  expect(await broken(`kind = 'denunciation'`)).toBe('23514')
})
