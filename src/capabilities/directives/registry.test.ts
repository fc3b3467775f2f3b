import { afterAll, describe, expect, test } from 'vitest'
import { directivesOf } from '../../../test/directives.ts'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { centreUnit } from '../../organization/openings.ts'
import { addDays, type Day, day } from '../../platform/day.ts'
import { correctDocument, type NewEntry, registerDocument } from './actions.ts'
import { partsOf, termOf } from './numbers.ts'
import { danglingOf, documentById, documentByTyped, listDocuments, relationsOf } from './queries.ts'
import { entriesBetween } from './register-queries.ts'
import { relateDocuments, unrelateDocuments } from './relation-actions.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, above, as, doing, db } = office
const { enter, entered } = directivesOf(office)

const ENTRY: NewEntry = {
  ...{ direction: 'incoming', onDay: TODAY, forWhom: 'Văn phòng', postId: null, handedOn: null, copies: null },
  note: null,
}
const inForce = (today: Day) =>
  as(here.head, async (tx) =>
    (await listDocuments(tx, here.head.unitId, { view: 'inForce', search: '', after: null }, today, 100)).map(
      ({ symbol }) => symbol,
    ),
  )

describe('a number as it was typed', () => {
  for (const [typed, system, symbol, why] of [
    ['33- CT/TU', 'party', '33-CT/TU', 'a stray blank'],
    ['217/QĐ-TW', 'party', '217-QĐ/TW', 'the Party in the order of the State: the body decides'],
    ['06-NQ/HĐND', 'state', '06/NQ-HĐND', 'the State in the order of the Party'],
    ['66.22/2026/NQ-CP', 'state', '66.22/2026/NQ-CP', 'a decimal'],
    ['1747/UBND-NC', 'state', '1747/UBND-NC', 'an official letter has no type'],
    ['10/2022/QH15', 'state', '10/2022/QH15', 'a law'],
    ['249/MTTQ-BTT', 'front', '249/MTTQ-BTT', 'the Front is in neither system'],
  ] as const)
    test(`${typed}: ${why}`, () => {
      expect(partsOf(typed)).toMatchObject({ system, symbol })
    })
  for (const typed of ['', 'hai mươi', '12/2024', '0905 111 222', '7h30', '33-CT/TU và 34-CT/TU'])
    test(`"${typed}" is none`, () => expect(partsOf(typed)).toBeNull())
  test('the term of a Party number is suggested by year: the centre by its congress, the rest by five years', () => {
    expect(termOf('TW', 2019)).toBe('khóa XII')
    expect(termOf('VPTW', 2026)).toBe('khóa XIV')
    expect(termOf('TU', 2024)).toBe('2020 - 2025')
  })
})

describe('identity', () => {
  test('the same document is found, not entered twice; another term, another place, another year is another one', async () => {
    const first = await entered({ asWritten: '33-CT/TU' })
    expect(await enter({ asWritten: '33- CT/TU' }, neighbour.intake)).toEqual({ id: first, isKnown: true })
    expect(await enter({ asWritten: '033-CT/TU' })).toEqual({ id: first, isKnown: true })
    const elsewhere = await entered({ asWritten: '33-CT/TU', issuerUnitId: above.unitId })
    const later = await entered({ asWritten: '33-CT/TU', term: '2030 - 2035' })
    const [one, other] = [
      await entered({ asWritten: '16/CT-TTg', issuedOn: day('2016-05-16'), inForceFrom: day('2016-05-16') }),
      await entered({ asWritten: '16/CT-TTg', issuedOn: day('2025-05-16'), inForceFrom: day('2025-05-16') }),
    ]
    expect(new Set([first, elsewhere, later, one, other]).size).toBe(5)
  })
  test('two clerks who enter it in one moment make one row', async () => {
    const both = await Promise.all(
      [here.intake, neighbour.intake, here.head, neighbour.head].map((who) => enter({ asWritten: '77-KL/TW' }, who)),
    )
    expect(both.filter((done) => 'id' in done && !done.isKnown)).toHaveLength(1)
    expect(await office.count('directives.document', `symbol = '77-KL/TW'`)).toBe(1)
  })
  test('what the database refuses whoever writes: a secrecy grade, a Party number without a term, force before its day', async () => {
    const row = (set: string) => db.owner.query(`update directives.document set ${set} where symbol = '77-KL/TW'`)
    await expect(row(`secrecy = 'secret'`)).rejects.toThrow(/secrecy/)
    await expect(row(`term = null`)).rejects.toThrow(/check/)
    await expect(row(`in_force = '[2020-01-01,)'`)).rejects.toThrow(/check/)
    await expect(row(`type = 'Thư tay'`)).rejects.toThrow(/type/)
  })
  test('days that cannot be: still to come, in force before it was issued, over before it began', async () => {
    const on = (issuedOn: Day, inForceFrom = issuedOn, inForceUntil: Day | null = null) =>
      enter({ asWritten: '1/QĐ-UBND', type: 'Quyết định', issuedOn, inForceFrom, inForceUntil })
    expect(await on(addDays(TODAY, 1))).toEqual({ refused: 'future' })
    expect(await on(TODAY, addDays(TODAY, -1))).toEqual({ refused: 'beforeIssue' })
    expect(await on(TODAY, TODAY, addDays(TODAY, -1))).toEqual({ refused: 'order' })
    expect(await enter({ asWritten: 'hai mươi' })).toEqual({ refused: 'noNumber' })
  })
})

describe('registers', () => {
  test('numbers of a year follow each other without a gap, also when ten come at once', async () => {
    const ids: number[] = []
    for (let n = 1; n <= 10; n++)
      ids.push(await entered({ asWritten: `${n}/TB-UBND`, type: 'Thông báo', issuerUnitId: above.unitId }))
    const done = await Promise.all(
      ids.map((id) => doing(here.intake, (context) => registerDocument(context, id, ENTRY))),
    )
    const numbers = done.map((one) => ('number' in one ? one.number : 0)).sort((a, b) => a - b)
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await doing(here.intake, (context) => registerDocument(context, ids[0] ?? 0, ENTRY))).toEqual({
      refused: 'registered',
    })
    const ours = await as(here.head, (tx) => entriesBetween(tx, here.head.unitId, 'incoming', TODAY, TODAY))
    expect(ours.map((one) => one.number)).toEqual(numbers)
    const theirs = await as(neighbour.head, (tx) => entriesBetween(tx, here.head.unitId, 'incoming', TODAY, TODAY))
    expect(theirs, 'a register is its own unit’s').toEqual([])
  })
  test('a document is not registered before it was issued', async () => {
    const id = await entered({ asWritten: '12/TB-UBND', type: 'Thông báo', issuedOn: TODAY, inForceFrom: TODAY })
    const early = { ...ENTRY, onDay: addDays(TODAY, -1) }
    expect(await doing(here.intake, (context) => registerDocument(context, id, early))).toEqual({
      refused: 'beforeIssue',
    })
  })
})

describe('in force for this unit today', () => {
  test('its own and those above it; not the neighbour’s; not what ended, is still to begin or was replaced', async () => {
    const of = (asWritten: string, issuerUnitId: number, it = {}) =>
      entered({ asWritten, type: 'Quyết định', issuerUnitId, ...it })
    await of('101/QĐ-UBND', here.head.unitId)
    await of('102/QĐ-UBND', neighbour.head.unitId)
    await of('103/QĐ-UBND', above.unitId, { inForceUntil: addDays(TODAY, -1) })
    await of('104/QĐ-UBND', above.unitId, { inForceFrom: addDays(TODAY, 5) })
    const old = await of('105/QĐ-UBND', above.unitId)
    const rests = await of('106/QĐ-UBND', here.head.unitId)
    const young = await of('107/QĐ-UBND', above.unitId, { issuedOn: day('2026-06-01'), inForceFrom: addDays(TODAY, 2) })
    const relate = (from: number, to: number, kind: 'replaces' | 'implements') =>
      doing(here.intake, (context) => relateDocuments(context, from, to, kind))
    expect(await relate(rests, old, 'implements')).toEqual({ done: true })
    expect(await relate(young, old, 'replaces')).toEqual({ done: true })
    const ours = (all: string[]) => all.filter((one) => /^10\d\/QĐ/.test(one)).sort()
    expect(ours(await inForce(TODAY))).toEqual(['101/QĐ-UBND', '105/QĐ-UBND', '106/QĐ-UBND'])
    // The day its successor begins, the old one is out, though nobody wrote an end into it.
    expect(ours(await inForce(addDays(TODAY, 2)))).toEqual(['101/QĐ-UBND', '106/QĐ-UBND', '107/QĐ-UBND'])
    expect((await as(here.head, (tx) => documentById(tx, old, addDays(TODAY, 2))))?.replacedBy).toBe(young)
    expect((await as(here.head, (tx) => danglingOf(tx, old))).map(({ id }) => id)).toEqual([rests])
    await relate(rests, young, 'implements').then((done) => expect(done).toEqual({ refused: 'order' }))
  })
})

describe('relations', () => {
  test('the younger stands first, none to itself, once each; taken back only by the unit that said so', async () => {
    const [a, b] = [
      await entered({
        asWritten: '201-NQ/TW',
        type: 'Nghị quyết',
        issuedOn: day('2020-01-01'),
        inForceFrom: day('2020-01-01'),
      }),
      await entered({ asWritten: '202-KL/TW', type: 'Kết luận' }),
    ]
    const relate = (from: number, to: number) =>
      doing(here.intake, (context) => relateDocuments(context, from, to, 'concretizes'))
    expect(await relate(a, a)).toEqual({ refused: 'itself' })
    expect(await relate(a, b)).toEqual({ refused: 'order' })
    expect(await relate(b, 999_999)).toEqual({ refused: 'missing' })
    expect(await relate(b, a)).toEqual({ done: true })
    expect(await relate(b, a)).toEqual({ done: true })
    expect(await as(here.head, (tx) => relationsOf(tx, a, TODAY))).toHaveLength(1)
    const back = (who: typeof here.head) => doing(who, (context) => unrelateDocuments(context, b, a, 'concretizes'))
    expect(await back(neighbour.head)).toEqual({ refused: 'notOpen' })
    expect(await back(here.head)).toEqual({ done: true })
  })
})

test('a typed number means the document that reaches the unit', async () => {
  await entered({ asWritten: '88-CT/TU', issuerUnitId: neighbour.head.unitId })
  const ours = await entered({ asWritten: '88-CT/TU', issuerUnitId: above.unitId })
  expect((await as(here.head, (tx) => documentByTyped(tx, '88- CT/TU', here.head.unitId, TODAY)))?.id).toBe(ours)
  expect(await as(here.head, (tx) => documentByTyped(tx, '89-CT/TU', here.head.unitId, TODAY))).toBeNull()
})

describe('rights: action x role x territory', () => {
  const ENTERS = ['head', 'deputy', 'intake', 'officer']
  const KEEPS = ['head', 'deputy', 'intake']
  for (const [n, role] of ROLES.entries())
    test(role, async () => {
      const centre = await as(here.head, centreUnit)
      const it = { asWritten: `${300 + n}-CT/TW`, issuerUnitId: centre }
      expect('id' in (await enter(it, here[role])), 'enter').toBe(ENTERS.includes(role))
      const id = await entered({ asWritten: `${400 + n}-CT/TW` })
      const found = await as(here.head, (tx) => documentById(tx, id, TODAY))
      if (!found) throw new Error('no document')
      const again = { ...found, title: 'Về công tác dân vận trong tình hình mới', inForceUntil: null }
      const correct = (who: typeof here.head) =>
        doing(who, (context) => correctDocument(context, id, found.version, again))
      expect(await correct(neighbour[role]), 'another unit entered it').toEqual({ refused: 'notOpen' })
      expect('done' in (await correct(here[role])), 'correct').toBe(KEEPS.includes(role))
      const register = await doing(here[role], (context) => registerDocument(context, id, ENTRY))
      expect('number' in register, 'register').toBe(KEEPS.includes(role))
      const younger = await entered({ asWritten: `${500 + n}-CT/TW` })
      const relate = await doing(here[role], (context) => relateDocuments(context, younger, id, 'implements'))
      expect('done' in relate, 'relate').toBe(ENTERS.includes(role))
    })
  test('two who correct one document: the second is told', async () => {
    const id = await entered({ asWritten: '600-CT/TW' })
    const found = await as(here.head, (tx) => documentById(tx, id, TODAY))
    if (!found) throw new Error('no document')
    const correct = () => doing(here.head, (context) => correctDocument(context, id, found.version, found))
    expect(await correct()).toEqual({ done: true })
    expect(await correct()).toEqual({ refused: 'changed' })
  })
})
