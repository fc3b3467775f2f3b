import { afterAll, describe, expect, test } from 'vitest'
import { directivesOf } from '../../../test/directives.ts'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { day } from '../../platform/day.ts'
import type { Actor } from '../../platform/rights.ts'
import { acceptAll, acceptCitation, giveReading, keepReading, rejectCitation } from './citation-actions.ts'
import { assertionsOf, citationsOf } from './citation-queries.ts'
import { differingIn } from './differing.ts'
import { documentById, relationsOf } from './queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, as, doing } = office
const { entered } = directivesOf(office)

const TEXT = `Thực hiện Kết luận số 114-KL/TW ngày 14/7/2015 của Ban Bí thư về nâng cao hiệu quả công tác dân vận; thay thế Chỉ thị số 03-CT/TU ngày 26/11/2015 của Ban Thường vụ Tỉnh ủy.
Điện thoại (0251).3861114, lúc 7h30 ngày 20/02/205.`

async function read(documentId: number, text = TEXT, who: Actor = here.intake): Promise<number> {
  const made = await doing(who, (context) => keepReading(context, { source: 'pasted', name: null, text }, documentId))
  if ('refused' in made) throw new Error(made.refused)
  return made.id
}
const cited = (reading: number, who = here.head) => as(who, (tx) => citationsOf(tx, reading))
const related = async (id: number) =>
  (await as(here.head, (tx) => relationsOf(tx, id, TODAY))).map(({ kind, other }) => `${kind} ${other.symbol}`)

describe('a text is read', () => {
  test('each citation keeps its place in the text; nothing counts before a person decides', async () => {
    const own = await entered({ asWritten: '1-CT/TU' })
    await entered({
      asWritten: '114-KL/TW',
      type: 'Kết luận',
      issuedOn: day('2015-07-14'),
      inForceFrom: day('2015-07-14'),
    })
    const rows = await cited(await read(own))
    expect(rows.map(({ number }) => number)).toEqual(['114-KL/TW', '03-CT/TU'])
    for (const one of rows) expect(TEXT.slice(one.starts, one.ends)).toBe(one.quote)
    expect(rows.every(({ state }) => state === 'proposed')).toBe(true)
    expect(await related(own)).toEqual([])
  })
  test('accepted, it is tied to the document it means; entered later, the document meets what waited for it', async () => {
    const own = await entered({ asWritten: '2-CT/TU' })
    const reading = await read(own)
    expect(await doing(here.intake, (context) => acceptAll(context, reading))).toEqual({ accepted: 2 })
    expect(await related(own)).toEqual(['implements 114-KL/TW'])
    await entered({ asWritten: '03-CT/TU', issuedOn: day('2015-11-26'), inForceFrom: day('2015-11-26') })
    expect((await related(own)).sort()).toEqual(['implements 114-KL/TW', 'replaces 03-CT/TU'])
  })
  test('corrected, the corrected number counts; rejected, its relation goes too', async () => {
    const own = await entered({ asWritten: '4-CT/TU' })
    const [first, second] = await cited(await read(own))
    if (!first || !second) throw new Error('nothing cited')
    const { type, issuer, title } = second
    const right = { type, issuer, title, number: '114-KL/TW', issuedOn: day('2015-07-14'), relation: 'continues' }
    expect(await doing(here.officer, (context) => acceptCitation(context, second.id, 1, right))).toEqual({ done: true })
    expect(await related(own)).toEqual(['continues 114-KL/TW'])
    expect(await doing(here.officer, (context) => acceptCitation(context, second.id, 1))).toEqual({
      refused: 'changed',
    })
    expect(await doing(here.officer, (context) => rejectCitation(context, second.id, 2))).toEqual({ done: true })
    expect(await related(own)).toEqual([])
    expect((await cited(first.readingId)).map(({ state }) => state)).toEqual(['proposed', 'rejected'])
  })
  test('a law cited by its name is tied to the one of that name that lasts, also when it is entered later', async () => {
    const own = await entered({ asWritten: '6-CT/TU' })
    const text = 'Triển khai thực hiện Luật Tiếp công dân và Luật Khiếu nại.'
    const law = (asWritten: string, title: string, issuedOn: string) =>
      entered({ asWritten, type: 'Luật', title, issuedOn: day(issuedOn), inForceFrom: day(issuedOn) })
    await law('42/2013/QH13', 'Tiếp công dân', '2013-11-25')
    const reading = await read(own, text)
    expect(await doing(here.intake, (context) => acceptAll(context, reading))).toEqual({ accepted: 2 })
    expect(await related(own)).toEqual(['implements 42/2013/QH13'])
    await law('02/2011/QH13', 'Luật Khiếu nại', '2011-11-11')
    expect((await related(own)).sort()).toEqual(['implements 02/2011/QH13', 'implements 42/2013/QH13'])
    const other = await entered({ asWritten: '8-CT/TU' })
    await law('09/1998/QH10', 'Luật Khiếu nại', '1998-12-02')
    const again = await read(other, 'Thực hiện Luật Khiếu nại.')
    await doing(here.intake, (context) => acceptAll(context, again))
    expect(await related(other), 'two of one name: a person must say which').toEqual([])
  })
  test('a text read before its document is known waits, and is completed by the day of the document', async () => {
    const made = await doing(here.intake, (context) =>
      keepReading(context, {
        source: 'pasted',
        name: null,
        text: 'Ngày 22/4, Ban Thường vụ Huyện ủy đã ban hành Kế hoạch số 198-KH/HU.',
      }),
    )
    if ('refused' in made) throw new Error(made.refused)
    expect(await cited(made.id)).toEqual([])
    const own = await entered({ asWritten: '5-CT/TU', issuedOn: day('2024-05-02'), inForceFrom: day('2024-05-02') })
    await doing(here.intake, (context) => giveReading(context, made.id, own))
    expect(await cited(made.id)).toMatchObject([{ number: '198-KH/HU', issuedOn: '2024-04-22' }])
  })
})

test('texts that say it differently stand side by side, each with its source', async () => {
  const target = await entered({
    ...{ asWritten: '43-KL/TW', type: 'Kết luận', issuer: 'Ban Bí thư', title: 'Về tiếp tục thực hiện nghị quyết' },
    ...{ issuedOn: day('2019-01-07'), inForceFrom: day('2019-01-07') },
  })
  const own = await entered({ asWritten: '6-CT/TU' })
  const reading = await read(own, 'Căn cứ Kết luận số 43-KL/TW ngày 07/01/2018 của Bộ Chính trị.')
  await doing(here.intake, (context) => acceptAll(context, reading))
  const [said, it] = await as(neighbour.head, async (tx) => [
    await assertionsOf(tx, target),
    await documentById(tx, target, TODAY),
  ])
  if (!it) throw new Error('no document')
  const differing = differingIn(it, said)
  expect(differing.map(({ what, others }) => [what, others.map(({ says }) => says)])).toEqual([
    ['issuer', ['Bộ Chính trị']],
    ['issuedOn', ['07/01/2018']],
  ])
  expect(differing[0]?.others[0]?.by.bySymbol).toBe('06-CT/TU')
})

describe('rights: action x role x territory', () => {
  for (const role of ROLES)
    test(role, async () => {
      const may = ['head', 'deputy', 'intake', 'officer'].includes(role)
      const own = await entered({ asWritten: '7-CT/TU' })
      const made = await doing(here[role], (context) =>
        keepReading(context, { source: 'pasted', name: null, text: TEXT }, own),
      )
      expect('id' in made, 'read').toBe(may)
      const [one, two] = await cited(await read(own))
      if (!one || !two) throw new Error('nothing cited')
      const accept = (who: Actor) => doing(who, (context) => acceptCitation(context, one.id, 1))
      expect(await accept(neighbour[role]), 'not of this unit').toEqual({ refused: 'notOpen' })
      expect('done' in (await accept(here[role])), 'accept').toBe(may)
      expect('done' in (await doing(here[role], (context) => rejectCitation(context, two.id, 1))), 'reject').toBe(may)
    })
  test('another unit sees neither the text nor what is proposed', async () => {
    const own = await entered({ asWritten: '8-CT/TU' })
    expect(await cited(await read(own), neighbour.head)).toEqual([])
  })
})
