import { afterAll, describe, expect, test } from 'vitest'
import { aLetter } from '../../../test/letters.ts'
import { anOffice, TODAY } from '../../../test/office.ts'
import { documentOf } from './queries.ts'
import { sha256 } from './signing-actions.ts'

// As the owner, whom no row-level security and no program of ours stops: what the tables themselves refuse.
const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { db, here } = office

const set = (id: number, what: string) => db.owner.query(`update letters.letter set ${what} where id = ${id}`)
const NUMBERED = `year = 2026, number = 7, document_number = '07/UBND-VP', numbered_on = '${TODAY}', numbered_by = ${here.intake.postId},
  numbered_how = 'elsewhere', issued_hash = decode(repeat('ab', 32), 'hex')`

test('never a number before the signature', async () => {
  for (const state of ['drafted', 'checked'] as const) {
    const { id } = await aLetter(office, state)
    await expect(set(id, `state = 'numbered', ${NUMBERED}`), state).rejects.toThrow()
    await expect(set(id, NUMBERED), `${state}, only the number`).rejects.toThrow()
  }
  const { id } = await aLetter(office, 'signed')
  await expect(set(id, NUMBERED), 'a number without its state').rejects.toThrow()
  await expect(
    set(id, `state = 'numbered', ${NUMBERED.replace(TODAY, '2026-01-05')}`),
    'dated before it was signed',
  ).rejects.toThrow('never_a_number_before_the_signature')
})

test('one number is for one letter, and one letter has one number', async () => {
  const [first, second] = [await aLetter(office, 'signed'), await aLetter(office, 'signed')]
  await set(first.id, `state = 'numbered', ${NUMBERED}`)
  await expect(set(second.id, `state = 'numbered', ${NUMBERED}`)).rejects.toThrow('one_number_one_letter')
  await expect(set(first.id, `number = 8, document_number = '08/UBND-VP'`)).rejects.toThrow('not changed')
})

describe('after the signature nothing changes', () => {
  for (const change of [
    `title = 'Khác đi'`,
    `facts = '{"content":"khác"}'`,
    `signed_on = '2026-11-22'`,
    `signed_form = 'TL.'`,
    `signed_hash = decode(repeat('00', 32), 'hex')`,
    `kind = 'filing'`,
    `subject_id = 0`,
  ])
    test(change, async () => {
      const { id } = await aLetter(office, 'signed')
      await expect(set(id, change)).rejects.toThrow('not changed')
    })
  test('nor backwards, nor over a step', async () => {
    const { id } = await aLetter(office, 'signed')
    for (const state of ['drafted', 'checked', 'released', 'delivered', 'dropped'])
      await expect(set(id, `state = '${state}'`), state).rejects.toThrow()
  })
  test('a delivered letter has way, day and proof; a voided number its reason', async () => {
    const released = await aLetter(office, 'released')
    await expect(set(released.id, `state = 'delivered', delivered_on = '${TODAY}'`)).rejects.toThrow()
    const numbered = await aLetter(office, 'numbered')
    await expect(set(numbered.id, `state = 'voided'`)).rejects.toThrow()
  })
  test('documents are written once, and their hash is the database’s own', async () => {
    const { id, signedHash } = await aLetter(office, 'numbered')
    const asApp = (text: string) => office.as(here.head, () => db.database.pool.query(text))
    await expect(asApp(`update letters.document set bytes = 'x' where letter_id = ${id}`)).rejects.toThrow(
      'permission denied',
    )
    await expect(asApp(`delete from letters.document where letter_id = ${id}`)).rejects.toThrow('permission denied')
    await expect(asApp(`delete from letters.letter where id = ${id}`)).rejects.toThrow('permission denied')
    const signed = await office.as(here.head, (tx) => documentOf(tx, id, 'signed'))
    expect(sha256(signed?.bytes ?? Buffer.alloc(0)).equals(signedHash ?? Buffer.alloc(0))).toBe(true)
    await expect(
      db.owner.query(
        `insert into letters.document values ($1, $2, 'proof', 'a', 'b', 'abc', decode(repeat('00', 32), 'hex'), now())`,
        [id, here.head.unitId],
      ),
    ).rejects.toThrow()
  })
})

test('who checks is another person than who drafts', async () => {
  const { id, draftedBy } = await aLetter(office)
  const checked = `state = 'checked', checked_on = '${TODAY}', checked_by = ${here.deputy.postId}`
  await expect(set(id, `${checked}, checked_person_id = ${here.officer.personId}`)).rejects.toThrow()
  await expect(set(id, checked.replace(String(here.deputy.postId), String(draftedBy)))).rejects.toThrow()
})

test('the register here is for a unit that names the document saying so', async () => {
  const values = `(${here.head.unitId}, 'ỦY BAN', 'Ủy ban', 'Xã', 'UBND', 'here')`
  await expect(
    db.owner.query(
      `insert into letters.office (unit_id, agency, agency_in_text, place, symbol, numbering) values ${values}`,
    ),
  ).rejects.toThrow()
})
