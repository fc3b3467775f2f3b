import { afterAll, describe, expect, test } from 'vitest'
import { dialoguesOf, HELD, MINUTES } from '../../../test/dialogues.ts'
import { anOffice, TODAY } from '../../../test/office.ts'
import { addDays, type Day, day } from '../../platform/day.ts'
import { sqlState } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { commitmentById } from '../commitments/index.ts'
import { moveDialogue } from './actions.ts'
import { dialogueById, dialogueFacts, dialogueWorkplace, publicDialogues, ratingsOf, requestById } from './queries.ts'
import { askBeforehand, keepPromise, noteAnswer, rate, screenQuestion } from './question-actions.ts'
import { carriedOver, questionsOf } from './question-queries.ts'
import { enterRequest, isReached } from './request-actions.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, db } = office
const { planned, now, move, must, inState } = dialoguesOf(office)

describe('questions and minutes', () => {
  const ask = async (id: number, text = 'Bao giờ có đèn đường ở thôn Trung?') => {
    const of = await now(id)
    return office.as(here.head, (tx) => askBeforehand({ tx, today: TODAY }, of, text))
  }
  const first = async (id: number) => {
    const [one] = await office.as(here.head, (tx) => questionsOf(tx, id))
    if (!one) throw new Error('no question')
    return one
  }

  test('beforehand only while it is announced', async () => {
    expect(await ask(await inState('planned'))).toEqual({ refused: 'notOpen' })
    expect(await ask(await inState('held'))).toEqual({ refused: 'notOpen' })
    expect(await ask(await inState('announced'))).toHaveProperty('number')
  })

  test('no minutes while a question has no answer; a promise has owner, day, cite; its owner keeps it; it is item 1', async () => {
    const id = await inState('announced')
    await ask(id)
    await must(here.head, id, { move: 'hold' })
    expect(await move(here.officer, id, MINUTES, HELD)).toEqual({ refused: 'unhandled' })
    const one = await first(id)
    const say = (promisedOn: Day) => (context: Parameters<typeof noteAnswer>[0]) =>
      noteAnswer(context, one.id, one.version, {
        ...{ outcome: 'promised', answer: 'Xã mắc mười bóng đèn.', ownerPostId: here.intake.postId, promisedOn },
        expectedResult: 'Mười bóng đèn sáng ở thôn Trung',
      })
    expect(await office.doing(here.observer, say(addDays(HELD, 20)), HELD)).toEqual({ refused: 'notOpen' })
    expect(await office.doing(here.head, say(HELD), HELD)).toEqual({ refused: 'passed' })
    expect(await office.doing(here.head, say(day('2028-01-01')), HELD)).toEqual({ refused: 'tooFar' })
    expect(await office.doing(here.head, say(addDays(HELD, 20)), HELD)).toEqual({ done: true })
    expect(await office.doing(here.head, say(addDays(HELD, 25)), HELD), 'a promise stays one').toHaveProperty('refused')
    const kept = await first(id)
    const promise = await office.as(here.head, (tx) => commitmentById(tx, kept.commitmentId ?? 0))
    expect(promise).toMatchObject({ dueOn: '2026-12-21', ownerPostId: here.intake.postId, state: 'open' })
    expect(promise?.proof).toMatchObject({ rule: 'HOUSE.dialogue', cite: 'hẹn tại đối thoại ngày 01/12/2026' })
    const { rows } = await db.owner.query('select main, public, source from commitments.commitment where id = $1', [
      kept.commitmentId,
    ])
    expect(rows[0]).toEqual({ main: true, public: true, source: 'dialogue' })
    expect(await office.as(here.intake, (tx) => dialogueWorkplace(tx, kept.commitmentId ?? 0))).toBe(
      `/lam-viec/viec-hua-tai-doi-thoai/${kept.id}`,
    )
    const next = await now(await planned({ heldOn: day('2027-03-01') }))
    const item1 = await office.as(here.head, (tx) => carriedOver(tx, next))
    expect(item1.map((row) => [row.commitment.title, row.commitment.state])).toContainEqual([
      ...['Mười bóng đèn sáng ở thôn Trung', 'open'],
    ])
    const done = { result: 'Đã mắc đủ mười bóng.', evidence: 'Biên bản nghiệm thu' }
    const keep = (who: Actor) => office.doing(who, (context) => keepPromise(context, kept.id, done), addDays(HELD, 9))
    expect(await keep(here.officer)).toEqual({ refused: 'notOpen' })
    expect(await keep(neighbour.head)).toEqual({ refused: 'notOpen' })
    expect(await keep(here.intake)).toEqual({ done: true })
    expect(await keep(here.intake)).toEqual({ refused: 'notOpen' })
  })

  test('two people at one question or one minutes: the second sees what the first wrote', async () => {
    const id = await inState('announced')
    await ask(id)
    const one = await first(id)
    const show = (text: string) =>
      office.doing(here.intake, (context) => screenQuestion(context, one.id, one.version, text))
    expect(await show('Bao giờ có đèn đường?')).toEqual({ done: true })
    expect(await show('Bao giờ thôn có đèn?')).toEqual({ refused: 'changed' })
    const drafted = await inState('drafted')
    const { version } = await now(drafted)
    const amend = () => office.doing(here.head, (context) => moveDialogue(context, drafted, version, MINUTES), HELD)
    expect(await amend()).toEqual({ done: true })
    expect(await amend()).toEqual({ refused: 'changed' })
  })

  test('minutes need two persons; whoever changes them, asks both anew', async () => {
    const id = await inState('drafted')
    await must(here.officer, id, { move: 'approve' })
    expect(await move(here.officer, id, { move: 'approve' }, HELD)).toEqual({ refused: 'approvedAlready' })
    const both = { ...here.head, personId: here.officer.personId }
    expect(await move(both, id, { move: 'approve' }, HELD)).toEqual({ refused: 'samePerson' })
    await must(here.head, id, MINUTES)
    expect(await now(id)).toMatchObject({ secretaryPersonId: null, state: 'drafted' })
    await must(here.head, id, { move: 'approve' })
    expect((await now(id)).state).toBe('drafted')
    await must(here.officer, id, { move: 'approve' })
    expect((await now(id)).state).toBe('approved')
  })

  test('holding it opens the clock of the results (DT-03), publishing keeps it; it fills the duty', async () => {
    const id = await inState('published')
    const { publishCommitmentId } = await now(id)
    const promise = await office.as(here.head, (tx) => commitmentById(tx, publishCommitmentId ?? 0))
    expect(promise).toMatchObject({ state: 'fulfilled', dueOn: '2026-12-11', ownerPostId: here.officer.postId })
    expect(promise?.proof.rule).toBe('DT-03')
    const facts = await office.as(here.head, (tx) => dialogueFacts(tx, here.head.unitId, HELD, HELD))
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'peopleDialogue', on: HELD, postId: null }))
  })

  test('satisfaction is three sums', async () => {
    const it = await now(await inState('held'))
    for (const answer of ['satisfied', 'satisfied', 'partly'] as const)
      expect(await office.as(here.head, (tx) => rate(tx, it, answer, HELD))).toEqual({ done: true })
    expect(await office.as(here.head, (tx) => rate(tx, it, 'partly', addDays(HELD, 9)))).toEqual({ done: false })
    expect(await office.as(here.head, (tx) => ratingsOf(tx, it.id))).toEqual({ satisfied: 2, partly: 1 })
  })
})

describe('ten per cent of the voters', () => {
  test('compared exactly, no share is rounded', () => {
    expect(isReached({ signatures: 99, voters: 1000 })).toBe(false)
    expect(isReached({ signatures: 100, voters: 1000 })).toBe(true)
    expect(isReached({ signatures: 100, voters: 1001 })).toBe(false)
  })

  test('reached, the head owes a dialogue; holding it keeps the promise', async () => {
    const it = { receivedOn: TODAY, topic: 'Về giá đất bồi thường', signatures: 100, voters: 1000 }
    const enter = (promisedOn: Day | null) =>
      office.doing(here.intake, (context) =>
        enterRequest(context, { ...it, document: 'Danh sách cử tri 2026', promisedOn }),
      )
    expect(await enter(null)).toEqual({ refused: 'dayNeeded' })
    expect(await enter(day('2027-11-01'))).toEqual({ refused: 'tooFar' })
    const made = await enter(day('2026-12-20'))
    if ('refused' in made) throw new Error(made.refused)
    const request = await office.as(here.head, (tx) => requestById(tx, made.id))
    const promise = () => office.as(here.head, (tx) => commitmentById(tx, request?.commitmentId ?? 0))
    expect(await promise()).toMatchObject({ ownerPostId: here.head.postId, dueOn: '2026-12-20', state: 'open' })
    await inState('held', { requestId: made.id })
    expect((await promise())?.state).toBe('fulfilled')
  })
})

describe('leaks and constraints', () => {
  test('a neighbour reads nothing; everybody reads what was announced, never what is inside the office', async () => {
    const id = await inState('announced')
    await inState('announced', { kind: 'staffDialogue', title: 'Chủ tịch đối thoại với cán bộ' })
    expect(await office.as(neighbour.head, (tx) => dialogueById(tx, id))).toBeNull()
    const span = [here.head.unitId, day('2026-11-01'), day('2026-12-31')] as const
    const shown = await office.as(null, (tx) => publicDialogues(tx, ...span))
    expect(shown.some((one) => one.id === id)).toBe(true)
    expect(shown.every((one) => one.state !== 'planned' && one.kind !== 'staffDialogue')).toBe(true)
    expect(await office.as(null, (tx) => questionsOf(tx, id))).toEqual([])
  })

  test('the history carries no word of a question', async () => {
    const { rows } = await db.owner.query(
      `select payload from platform.history_payload where payload like '%đèn đường%'`,
    )
    expect(rows).toEqual([])
  })

  test('the database refuses what the actions refuse', async () => {
    const id = await inState('announced')
    const broken = (set: string) =>
      db.owner.query(`update dialogues.dialogue set ${set} where id = ${id}`).then(() => 'done', sqlState)
    expect(await broken(`secretary_post_id = chair_post_id`)).toBe('23514')
    expect(await broken(`state = 'published'`)).toBe('23514')
    expect(await broken(`state = 'canceled'`)).toBe('23514')
    expect(await broken(`announced_on = held_on + 1`)).toBe('23514')
    const request = `insert into dialogues.request (unit_id, received_on, topic, signatures, voters, document)
      values (${here.head.unitId}, '2026-11-20', 'Về đường liên thôn', 100, 1000, 'Danh sách cử tri')`
    expect(await db.owner.query(request).then(() => 'done', sqlState), 'reached and nobody owes it').toBe('23514')
  })
})
