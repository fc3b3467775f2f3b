import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, type CitizenCase, TODAY } from '../../../test/office.ts'
import { CONSENT_TEXTS, consentText, PURPOSES } from '../../law/consent-texts.ts'
import { day } from '../../platform/day.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import {
  changeConsent,
  consentsOf,
  consentWords,
  mayRecheck,
  proposePublication,
  publish,
  publishedCases,
  submissionsOf,
} from '../cases/index.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, host, db } = office

const asSender = <T>(of: CitizenCase, work: (tx: Tx) => Promise<T>) =>
  inTransaction(db.database, { unitId: of.unitId, postId: null, sealId: of.sealId }, work)
const mineOf = async (of: CitizenCase) => {
  const [mine] = await asSender(of, (tx) => submissionsOf(tx, of.id))
  if (!mine) throw new Error('no submission')
  return mine
}
const change = async (of: CitizenCase, purpose: 'publish' | 'contact' | 'recheck', given: boolean) => {
  const mine = await mineOf(of)
  return asSender(of, (tx) => changeConsent({ tx, host }, of.id, mine, purpose, given))
}
const evidence = async (of: CitizenCase) => {
  const mine = await mineOf(of)
  return asSender(of, (tx) => consentsOf(tx, mine.id))
}

test('one text per purpose and day, its words in both languages; the texts in force leave no gap', () => {
  for (const purpose of PURPOSES) {
    expect(consentText(purpose, TODAY)?.inForce.until).toBeNull()
    const all = CONSENT_TEXTS.filter((one) => one.purpose === purpose)
    for (const { version } of all) {
      expect(consentWords.vi.texts[version].length).toBeGreaterThan(20)
      expect(consentWords.en.texts[version].length).toBeGreaterThan(20)
    }
  }
  expect(consentText('publish', day('2025-10-01'))?.version).toBe('publish-0')
})

test('silence is no yes: nothing given leaves no row; each yes leaves its text, day and way', async () => {
  expect(await evidence(await office.newCase('sent'))).toEqual([])
  const said = await evidence(await office.newCase('sent', { sender: 'Lê Thị Mận', publish: true }))
  expect(said.map(({ purpose, version, given, way }) => [purpose, version, given, way]).sort()).toEqual([
    ['contact', 'contact-1', true, 'web'],
    ['publish', 'publish-1', true, 'web'],
  ])
})

describe('publication', () => {
  const copy = { title: 'Cống nghẹt', question: 'Cống đầu hẻm nghẹt.', answer: 'Đã nạo vét xong hôm nay.' }
  const published = (of: CitizenCase) =>
    office
      .as(null, (tx) => publishedCases(tx, of.unitId, '', null, null))
      .then(({ rows }) => rows.map((row) => row.caseId))

  test('given later it may be published; taken back it is off the public list at once and cannot come back', async () => {
    const of = await office.newCase('answered')
    const propose = () => office.doing(here.officer, (it) => proposePublication(it, of.id, copy))
    expect(await propose()).toEqual({ refused: 'noConsent' })
    expect(await change(of, 'publish', true)).toEqual({ done: true, wasPublished: false })
    expect(await change(of, 'publish', true)).toEqual({ refused: 'unchanged' })
    expect(await propose()).toEqual({ done: true })
    await office.doing(here.reviewer, (it) => publish(it, of.id, true))
    expect(await published(of)).toContain(of.id)
    expect(await change(of, 'publish', false)).toEqual({ done: true, wasPublished: true })
    expect(await published(of)).not.toContain(of.id)
    expect((await office.caseNow(of.id)).publishState).toBe('no')
    expect(await propose()).toEqual({ refused: 'noConsent' })
    expect((await evidence(of)).map(({ given }) => given)).toEqual([false, true])
  })

  test('taken back while it waits for the second person, it waits no longer', async () => {
    const of = await office.newCase('answered', { publish: true })
    await office.doing(here.officer, (it) => proposePublication(it, of.id, copy))
    expect(await change(of, 'publish', false)).toEqual({ done: true, wasPublished: false })
    expect(await office.doing(here.reviewer, (it) => publish(it, of.id, true))).toEqual({ refused: 'notOpen' })
  })

  test('nothing sealed can be agreed to be public', async () => {
    expect(await change(await office.newCase('answered', { sealed: true }), 'publish', true)).toEqual({
      refused: 'notAsked',
    })
  })
})

test('whoever took back being written to is not written to', async () => {
  const of = await office.newCase('answered', { sender: 'Lê Thị Mận' })
  const mine = await mineOf(of)
  const address = () =>
    asSender(of, async (tx) => {
      void tx
      const { rows } = await db.owner.query(
        `select set_config('app.unit', $2::text, false), (select count(*) from cases.sender_address($1)) as n`,
        [mine.id, of.unitId],
      )
      return Number(rows[0].n)
    })
  expect(await address()).toBe(1)
  expect(await change(of, 'contact', false)).toMatchObject({ done: true })
  expect(await address()).toBe(0)
  expect(await change(of, 'contact', true)).toMatchObject({ done: true })
  expect(await address()).toBe(1)
})

test('the Front learns whether somebody may be asked, only of units that named it, and never of a complaint', async () => {
  const of = await office.newCase('answered', { sender: 'Lê Thị Mận' })
  const ask = (unit = office.above) => office.as(unit, (tx) => mayRecheck(tx, of.id))
  expect(await ask()).toBe(false)
  await db.owner.query('update organization.opening set front_unit_id = $1 where unit_id = $2', [
    office.above.unitId,
    of.unitId,
  ])
  expect(await ask()).toBe(false)
  await change(of, 'recheck', true)
  expect(await ask()).toBe(true)
  expect(await ask(office.neighbour.head)).toBe(false)
  await change(of, 'recheck', false)
  expect(await ask()).toBe(false)
})

test('the evidence is only ever added to', async () => {
  await office.newCase('sent', { publish: true })
  await expect(db.database.pool.query('update cases.consent set given = false')).rejects.toThrow('permission denied')
  await expect(db.database.pool.query('delete from cases.consent')).rejects.toThrow('permission denied')
})
