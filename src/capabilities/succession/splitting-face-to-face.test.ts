import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialoguesOf } from '../../../test/dialogues.ts'
import { anOffice, type Office, TODAY } from '../../../test/office.ts'
import {
  enterVisit,
  openVisitors,
  prepared,
  tellOutcome,
  thirdUnit,
  topAdministrator,
  visitById,
} from '../../../test/succession.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { firstBreak } from '../../platform/history.ts'
import { historyPage } from '../../platform/history-check.ts'
import type { Actor } from '../../platform/rights.ts'
import { commitmentById } from '../commitments/index.ts'
import { dialogueById } from '../dialogues/index.ts'
import { carryOut } from './carry-actions.ts'
import { chooseSuccessors } from './choose-actions.ts'
import { blockersOf, confirmChange } from './prepare-actions.ts'
import { type Choice, changeById, countOpen, openMatters } from './queries.ts'

type Unit = Awaited<ReturnType<typeof thirdUnit>>

let office: Office
let admin: Actor
let [east, west]: Unit[] = []
let id = 0
const visits = { east: 0, west: 0, told: 0 }
const dialogues = { east: 0, west: 0, over: 0 }

const at = <T>(unit: Unit | undefined, work: (tx: Tx) => Promise<T>) =>
  inTransaction(office.db.database, { unitId: unit?.unitId ?? 0, postId: unit?.headPostId ?? null, sealId: null }, work)

async function visited(content: string): Promise<number> {
  const made = await office.doing(office.here.officer, (context) =>
    enterVisit(context, {
      ...{
        sourceKey: null,
        sessionId: null,
        queueNumber: null,
        visitedAt: office.host.now(),
        kind: 'feedback',
        content,
      },
      visitors: [{ name: 'Bà Lê Thị Kín', address: 'Thôn 4', idNumber: null, phone: null, represents: false }],
      ...{ people: 1, settledBy: null, competence: null, guidedTo: null, note: null, refused: null, told: null },
    }),
  )
  if ('refused' in made) throw new Error(made.refused)
  return made.id
}

beforeAll(async () => {
  office = await anOffice()
  admin = await topAdministrator(office)
  east = await thirdUnit(office, 'Xã Đông', 'xa-dong')
  west = await thirdUnit(office, 'Xã Tây', 'xa-tay')
  const { here } = office
  visits.east = await visited('Cống ở thôn Đông nghẹt mấy hôm nay.')
  visits.west = await visited('Đèn đường chợ xã Tây tắt.')
  visits.told = await visited('Hỏi giờ làm việc của xã.')
  const it = await office.as(here.officer, (tx) => visitById(tx, visits.told))
  await office.doing(here.officer, (context) =>
    tellOutcome(context, visits.told, it?.version ?? 0, {
      outcome: 'accepted',
      words: 'Đã trả lời.',
      way: 'onTheSpot',
    }),
  )
  await office.as(here.intake, (tx) => openVisitors(tx, visits.east, 'Gọi báo kết quả', TODAY))
  const { inState } = dialoguesOf(office)
  dialogues.east = await inState('announced', { title: 'Đối thoại về đường thôn Đông' })
  dialogues.west = await inState('held', { title: 'Đối thoại về chợ xã Tây' })
  dialogues.over = await inState('published', { title: 'Đối thoại đã xong' })
  id = await prepared(office, admin, {
    ...{ kind: 'split', from: [here.head.unitId], to: [east?.unitId ?? 0, west?.unitId ?? 0] },
    archiveUnitId: west?.unitId ?? 0,
  })
}, 60_000)
afterAll(() => office.db[Symbol.asyncDispose]())

const matters = () => office.as(office.here.intake, (tx) => openMatters(tx, office.here.head.unitId))
const choose = (who: Actor, choices: readonly Choice[]) => office.as(who, (tx) => chooseSuccessors(tx, who, choices))
const unchosen = () =>
  office.as(admin, async (tx) => {
    const change = await changeById(tx, id)
    return change ? blockersOf(tx, change, TODAY) : []
  })

test('a person chooses for each visit somebody waits for and each dialogue that is not over, and for nothing that is', async () => {
  const found = await matters()
  expect(found.map((one) => `${one.kind}-${one.id}`)).toEqual([
    ...[`visit-${visits.east}`, `visit-${visits.west}`],
    ...[`dialogue-${dialogues.east}`, `dialogue-${dialogues.west}`],
  ])
  expect(JSON.stringify(found)).not.toContain('Kín')
  const standing = { unitId: admin.unitId, postId: admin.postId, sealId: null }
  const counts = await office.as(admin, (tx) => countOpen(tx, office.here.head.unitId, standing))
  expect(counts).toEqual({ cases: 0, voters: 0, visits: 2, dialogues: 2 })
  expect(await unchosen()).toEqual([{ refused: 'unchosen', count: 4 }])
  expect(await office.as(admin, (tx) => confirmChange(tx, admin, id, TODAY))).toMatchObject({ refused: 'unchosen' })
})

test('then each goes where it was sent with its promise and its reads; the register goes with the archive', async () => {
  const { here } = office
  const to = (kind: 'visit' | 'dialogue', subjectId: number, unit: Unit | undefined): Choice => ({
    ...{ kind, subjectId, toUnitId: unit?.unitId ?? 0 },
  })
  const choices = [
    ...[to('visit', visits.east, east), to('visit', visits.west, west)],
    ...[to('dialogue', dialogues.east, east), to('dialogue', dialogues.west, west)],
  ]
  expect(await choose(here.officer, choices), 'not by an officer').toEqual({ refused: 'changed' })
  expect(await choose(here.intake, choices)).toEqual({ done: true })
  expect(await unchosen()).toEqual([])
  const before = await office.as(here.head, (tx) => visitById(tx, visits.east))
  const promise = await office.as(here.head, (tx) => commitmentById(tx, before?.commitmentId ?? 0))
  await office.as(admin, async (tx) => {
    await confirmChange(tx, admin, id, TODAY)
    expect(await carryOut({ tx, host: office.host }, id, TODAY)).toEqual({ done: true })
  })
  for (const [unit, other, visit, dialogue] of [
    [east, west, visits.east, dialogues.east],
    [west, east, visits.west, dialogues.west],
  ] as const) {
    expect(await at(unit, (tx) => visitById(tx, visit))).toMatchObject({ unitId: unit?.unitId, state: 'received' })
    expect((await at(unit, (tx) => dialogueById(tx, dialogue)))?.unitId).toBe(unit?.unitId)
    expect(await at(other, (tx) => visitById(tx, visit))).toBeNull()
    expect(await at(other, (tx) => dialogueById(tx, dialogue))).toBeNull()
  }
  expect(await at(east, (tx) => commitmentById(tx, promise?.id ?? 0))).toMatchObject({
    ...{ unitId: east?.unitId, state: 'open', dueOn: promise?.dueOn },
  })
  expect((await at(west, (tx) => visitById(tx, visits.told)))?.state).toBe('told')
  expect((await at(west, (tx) => dialogueById(tx, dialogues.over)))?.state).toBe('published')
  const { rows } = await office.db.owner.query(
    'select (select unit_id from visits.visitor where visit_id = $1) as visitor, (select unit_id from privacy.secret_read where visit_id = $1) as read',
    [visits.east],
  )
  expect(rows).toEqual([{ visitor: east?.unitId, read: east?.unitId }])
  const { rows: left } = await office.db.owner.query(
    `select 'visit' from visits.visit where unit_id = $1 union all select 'dialogue' from dialogues.dialogue where unit_id = $1`,
    [here.head.unitId],
  )
  expect(left).toEqual([])
  expect((await firstBreak(historyPage(office.db.owner))).broken).toBeNull()
})
