import { afterAll, describe, expect, test } from 'vitest'
import { aLetter, confirmed, NAME } from '../../../test/letters.ts'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays } from '../../platform/day.ts'
import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed, type Role } from '../../platform/rights.ts'
import { checkLetter, draftLetter, dropLetter, openRecipient, sendBack, writeLetter } from './actions.ts'
import { LETTER_JOBS, LETTER_PAGES } from './index.ts'
import { recordedOn } from './issued-queries.ts'
import { deliverLetter, numberLetter, releaseLetter, voidLetter } from './issuing-actions.ts'
import { delegate, saveOffice } from './office-actions.ts'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { deliveredOn, type Letter, letterById, officeOf } from './queries.ts'
import { recordSigned, signLetter } from './signing-actions.ts'
import { LETTER_MOVES, LETTER_STATES, type LetterMove, type LetterState } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, doing, db } = office

const scan = { name: 'ban-chup.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 scan') }
const NOT_OPEN = { refused: 'notOpen' }
let number = 5000

// The officer drafted it, the head is to sign it.
const MOVES: Readonly<
  Record<LetterMove, { from: LetterState; may: readonly Role[]; make: (who: Actor, it: Letter) => Promise<unknown> }>
> = {
  write: {
    ...{ from: 'drafted', may: ['officer', 'head', 'deputy'] },
    make: (who, { id, version, title, signerPostId }) =>
      doing(who, (it) => writeLetter(it, id, version, { title, signerPostId, facts: { content: 'Đã xong.' } })),
  },
  check: {
    ...{ from: 'drafted', may: ['reviewer', 'deputy', 'head', 'intake'] },
    make: (who, { id, version }) => doing(who, (it) => checkLetter(it, id, version)),
  },
  sendBack: {
    ...{ from: 'checked', may: ['reviewer', 'deputy', 'head', 'intake'] },
    make: (who, { id, version }) => doing(who, (it) => sendBack(it, id, version, 'Sai ngày')),
  },
  sign: {
    ...{ from: 'checked', may: ['head'] },
    make: (who, { id, version }) => doing(who, (it) => signLetter(it, id, version, confirmed(who))),
  },
  recordSigned: {
    ...{ from: 'checked', may: ['intake', 'reviewer'] },
    make: (who, { id, version }) => doing(who, (it) => recordSigned(it, id, version, { signedOn: TODAY, scan })),
  },
  number: {
    ...{ from: 'signed', may: ['intake'] },
    make: (who, { id, version }) =>
      doing(who, (it) => numberLetter(it, id, version, { typed: String(++number), on: TODAY })),
  },
  void: {
    ...{ from: 'numbered', may: ['intake', 'head'] },
    make: (who, { id, version }) => doing(who, (it) => voidLetter(it, id, version, 'Cấp nhầm số')),
  },
  release: {
    ...{ from: 'numbered', may: ['intake'] },
    make: (who, { id, version }) => doing(who, (it) => releaseLetter(it, id, version)),
  },
  deliver: {
    ...{ from: 'released', may: ['intake', 'officer'] },
    make: (who, { id, version }) =>
      doing(who, (it) => deliverLetter(it, id, version, { way: 'post', on: TODAY, proof: 'Báo phát 1', file: null })),
  },
  drop: {
    ...{ from: 'drafted', may: ['officer', 'head'] },
    make: (who, { id, version }) => doing(who, (it) => dropLetter(it, id, version, 'Không cần nữa')),
  },
}

for (const who of ['intake', 'reviewer'] as const)
  await doing(here.head, ({ tx, actor }) =>
    delegate(
      tx,
      actor,
      { postId: here[who].postId, act: 'record', kinds: null, documentNumber: '01/GUQ-UBND', from: TODAY, until: null },
      TODAY,
    ),
  )

test('every move and every right stands in these matrices', () => {
  expect(Object.keys(MOVES).sort()).toEqual(Object.keys(LETTER_MOVES).sort())
  expect(Object.keys(RIGHTS).sort()).toEqual(Object.keys(POLICY).sort())
})

describe.each(Object.keys(MOVES) as LetterMove[])('%s', (name) => {
  const { from, may, make } = MOVES[name]
  test('by whom: every role at home', async () => {
    for (const role of ROLES) {
      const letter = await aLetter(office, from)
      expect(await make(here[role], letter), role).toEqual(may.includes(role) ? { done: true } : NOT_OPEN)
    }
  })
  test('never by another unit', async () => {
    const letter = await aLetter(office, from)
    for (const role of ROLES) expect(await make(neighbour[role], letter), role).toEqual(NOT_OPEN)
  })
  test('from no other state', async () => {
    const hands = here[may[0] as Role]
    for (const state of ['drafted', 'checked', 'signed', 'numbered', 'released'] as const)
      if (!LETTER_MOVES[name].from.includes(state))
        expect(await make(hands, await aLetter(office, state)), state).toEqual(NOT_OPEN)
  })
  test('of two at the same moment the second is told', async () => {
    const letter = await aLetter(office, from)
    expect(await make(here[may[0] as Role], { ...letter, version: letter.version - 1 })).toEqual({ refused: 'changed' })
  })
})

const RIGHTS: Readonly<Record<keyof typeof POLICY, { may: readonly Role[]; path: string | null }>> = {
  seeLetters: { may: ['head', 'deputy', 'intake', 'officer', 'reviewer'], path: at.list },
  seeEveryLetter: { may: ['head', 'deputy', 'intake', 'reviewer'], path: null },
  printRegister: { may: ['head', 'deputy', 'intake', 'reviewer'], path: at.register },
  seeRecorded: { may: ['head', 'intake', 'reviewer'], path: at.recorded },
  delegate: { may: ['head'], path: null },
  seeDelegations: { may: ['head', 'deputy', 'intake', 'reviewer', 'administrator'], path: at.delegations },
  setUpLetters: { may: ['administrator'], path: at.office },
  keepTemplates: { may: ['administrator'], path: at.templates },
}

describe.each(Object.entries(RIGHTS))('%s', (right, { may, path }) => {
  test('every role, at home and elsewhere, and nobody', () => {
    const page = LETTER_PAGES.find((one) => one.path === path) as AnyPage | undefined
    for (const role of ROLES) {
      expect(isAllowed(POLICY[right as keyof typeof POLICY], here[role], { unitId: here.head.unitId }), role).toBe(
        may.includes(role),
      )
      expect(isAllowed(POLICY[right as keyof typeof POLICY], neighbour[role], { unitId: here.head.unitId })).toBe(false)
      if (page) expect(page.may(here[role], null), role).toBe(may.includes(role))
    }
    if (page) expect(page.may(null, null)).toBe(false)
  })
})

test('who drafted it does not check it, whatever post they act for', async () => {
  const letter = await aLetter(office)
  const asHead = { ...here.head, personId: here.officer.personId, actingForm: 'KT.' as const }
  const done = await doing(asHead, (it) => checkLetter(it, letter.id, letter.version))
  expect(done).toEqual({ refused: 'samePerson' })
})

test('a post signs KT. only under a delegation for this kind and day, and the letter says so', async () => {
  const letter = await aLetter(office, 'drafted')
  const meant = { title: letter.title, signerPostId: here.deputy.postId, facts: { content: 'Đã xong.' } }
  await doing(here.officer, (it) => writeLetter(it, letter.id, letter.version, meant))
  await doing(here.reviewer, (it) => checkLetter(it, letter.id, letter.version + 1))
  const sign = () => doing(here.deputy, (it) => signLetter(it, letter.id, letter.version + 2, confirmed(here.deputy)))
  expect(await sign()).toEqual({ refused: 'noDelegation' })
  const named = {
    postId: here.deputy.postId,
    act: 'KT',
    documentNumber: '02/QĐ-UBND',
    from: TODAY,
    until: null,
  } as const
  await doing(here.head, ({ tx, actor }) => delegate(tx, actor, { ...named, kinds: ['filing'] }, TODAY))
  expect(await sign(), 'another kind').toEqual({ refused: 'noDelegation' })
  await db.owner.query(`update letters.delegation set kinds = null where act = 'KT'`)
  expect(await sign()).toEqual({ done: true })
  const signed = await office.as(here.head, (tx) => letterById(tx, letter.id))
  expect(signed).toMatchObject({ state: 'signed', signedForm: 'KT.', signerPostId: here.deputy.postId })
  const wrong = await doing(here.head, ({ tx, actor }) =>
    delegate(tx, actor, { ...named, postId: here.officer.postId, kinds: null }, TODAY),
  )
  expect(wrong, 'KT. is a deputy’s').toEqual({ refused: 'notFit' })
})

test('recording a signature on paper needs a delegation, a scan and a day that fits', async () => {
  const letter = await aLetter(office, 'checked')
  const recordIt = (who: Actor, it: Parameters<typeof recordSigned>[3]) =>
    doing(who, (context) => recordSigned(context, letter.id, letter.version, it))
  expect(await recordIt(here.intake, { signedOn: TODAY, scan: null })).toEqual({ refused: 'noScan' })
  expect(await recordIt(here.intake, { signedOn: addDays(TODAY, 1), scan })).toEqual({ refused: 'signedTooLate' })
  expect(await recordIt(here.intake, { signedOn: addDays(TODAY, -1), scan })).toEqual({ refused: 'signedTooEarly' })
  expect(await recordIt(here.intake, { signedOn: TODAY, scan })).toEqual({ done: true })
  expect(await office.as(here.head, (tx) => letterById(tx, letter.id))).toMatchObject({
    ...{ signedHow: 'recorded', recordedBy: here.intake.postId, signerPostId: here.head.postId, signedPersonId: null },
  })
})

test('each evening the head is told how many signatures were recorded that day, and the list names the document', async () => {
  const rows = await office.as(here.head, (tx) => recordedOn(tx, here.head.unitId, TODAY))
  expect(rows.length).toBeGreaterThan(0)
  expect(rows[0]).toMatchObject({ basis: '01/GUQ-UBND', signerPostId: here.head.postId })
  expect(await office.as(neighbour.head, (tx) => recordedOn(tx, here.head.unitId, TODAY)), 'another unit').toEqual([])
  office.jobs.length = 0
  await LETTER_JOBS.map((make) => make(office.host))
    .find((job) => job.name === 'letters-recorded')
    ?.run({})
  const data = { unitId: here.head.unitId, postId: here.head.postId, count: rows.length, onDay: TODAY }
  expect(office.jobs).toEqual([{ name: 'tell-recorded', data }])
})

test('the register here gives numbers in order, refills no gap and serves only a unit that declared it', async () => {
  const own = await office.as(here.administrator, (tx) => officeOf(tx, here.head.unitId, TODAY))
  const save = (it: object) =>
    doing(here.administrator, ({ tx, actor }) => saveOffice(tx, actor, { ...own, ...it } as typeof own, new Date(0)))
  expect(await save({ numbering: 'here' })).toEqual({ refused: 'noDocument' })
  await save({ numbering: 'here', hereSince: TODAY, hereByDocument: '09/TB-UBND' })
  const kind = { kind: 'filing', facts: { ground: 'Căn cứ A.', reason: 'Lý do B.' } } as const
  const numbers: (string | null)[] = []
  for (const turn of [0, 1, 2]) {
    const { id, version } = await aLetter(office, 'signed', kind)
    await doing(here.intake, (it) => numberLetter(it, id, version, { typed: '', on: TODAY }))
    numbers.push((await office.as(here.head, (tx) => letterById(tx, id)))?.documentNumber ?? null)
    if (turn === 1) await doing(here.intake, (it) => voidLetter(it, id, version + 1, 'Viết nhầm ngày'))
  }
  expect(numbers).toEqual(['01/TB-UBND', '02/TB-UBND', '03/TB-UBND'])
  const both = await Promise.all([aLetter(office, 'signed', kind), aLetter(office, 'signed', kind)])
  await Promise.all(
    both.map(({ id, version }) => doing(here.intake, (it) => numberLetter(it, id, version, { typed: '', on: TODAY }))),
  )
  const { rows } = await db.owner.query(
    `select number from letters.letter where document_type = 'TB' and year = 2026 order by number`,
  )
  expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4, 5])
  await save({ numbering: 'elsewhere' })
})

test('a number is given once a year and type, never before the signature or after today', async () => {
  const first = await aLetter(office, 'signed')
  const give = (it: Letter, typed: string, on = TODAY) =>
    doing(here.intake, (context) => numberLetter(context, it.id, it.version, { typed, on }))
  expect(await give(first, 'số mười')).toEqual({ refused: 'noNumber' })
  expect(await give(first, '900', addDays(TODAY, -1))).toEqual({ refused: 'numberedTooEarly' })
  expect(await give(first, '900', addDays(TODAY, 1))).toEqual({ refused: 'numberedTooLate' })
  expect(await give(first, '900/UBND-VP')).toEqual({ done: true })
  expect(await give(await aLetter(office, 'signed'), '900')).toEqual({ refused: 'numberTaken' })
})

test('clocks that start on receipt read the day of delivery', async () => {
  const letter = await aLetter(office, 'released')
  const subject = { kind: 'case', id: letter.subjectId } as const
  const day = () => office.as(here.head, (tx) => deliveredOn(tx, subject, 'answer'))
  expect(await day()).toBeNull()
  await MOVES.deliver.make(here.intake, letter)
  expect(await day()).toBe(TODAY)
})

test('sealed matters, other units and no name: no letter', async () => {
  const sealed = await office.newCase('assigned', { sealed: true })
  const draft = (who: Actor, it: object) =>
    doing(who, (context) =>
      draftLetter(context, {
        ...{ unitId: sealed.unitId, kind: 'answer', facts: {}, to: { name: NAME, address: null, submissionId: null } },
        ...{ subject: { kind: 'case', id: sealed.id, number: sealed.number, sealId: sealed.sealId }, ...it },
      }),
    )
  expect(await draft(here.head, {})).toEqual({ refused: 'sealed' })
  const hidden = { subject: { kind: 'case', id: sealed.id, number: sealed.number, sealId: null } }
  await expect(draft(here.head, hidden), 'a caller that forgot the seal').rejects.toThrow('sealed')
  expect(await draft(neighbour.head, hidden)).toEqual(NOT_OPEN)
  expect(await draft(here.head, { ...hidden, to: { name: ' ', address: null, submissionId: null } })).toEqual({
    refused: 'noName',
  })
})

test('the name is opened by those through whose hands it goes, and each opening is written down once a day', async () => {
  const letter = await aLetter(office)
  const opens = (who: Actor) => office.as(who, (tx) => openRecipient(tx, letter, 'Kiểm tra văn bản', TODAY))
  for (const role of ROLES) {
    const may = ['officer', 'head', 'deputy', 'intake', 'reviewer'].includes(role)
    expect((await opens(here[role]))?.name ?? null, role).toBe(may ? NAME : null)
    expect(await opens(neighbour[role]), role).toBeNull()
  }
  await opens(here.intake)
  expect(
    await office.count('letters.recipient_view', `letter_id = ${letter.id} and post_id = ${here.intake.postId}`),
  ).toBe(1)
  await expect(
    office.as(here.head, (tx) =>
      (tx as never as { selectFrom: (t: string) => { selectAll: () => { execute: () => Promise<unknown> } } })
        .selectFrom('letters.recipient')
        .selectAll()
        .execute(),
    ),
  ).rejects.toThrow('permission denied')
})

test('every state of the table of states is reached or ends', () => {
  const reached = new Set(Object.values(LETTER_MOVES).map((move) => move.to))
  for (const state of LETTER_STATES) expect(state === 'drafted' || reached.has(state), state).toBe(true)
})
