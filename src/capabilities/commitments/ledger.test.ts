import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { anOffice, TODAY } from '../../../test/office.ts'
import { addDays, type Day, day } from '../../platform/day.ts'
import type { Actor } from '../../platform/rights.ts'
import { workingCalendar } from '../calendar/index.ts'
import { answerPoint, moveCase } from '../cases/index.ts'
import { extend } from './actions.ts'
import { MEASURES } from './figures-queries.ts'
import { figuresOf, sweep } from './index.ts'
import { recount } from './recount-jobs.ts'
import { messagesOf } from './tell.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { db, here, neighbour, host } = office
const WHY = 'Lý do ghi rõ ở đây'

const ask = async <T>(text: string, values: unknown[] = []) => (await db.owner.query(text, values)).rows as T[]
const row = async (id: number) =>
  (await ask<Record<string, unknown>>('select * from commitments.commitment where id = $1', [id]))[0]
const told = async (who: Actor) => (await office.as(who, (tx) => messagesOf(tx, who.postId))).map((one) => one.kind)

describe('the morning run', () => {
  const everything = async () => [
    await office.count('platform.message'),
    await office.count('platform.history'),
    await office.count('commitments.reminder'),
    await office.count('commitments.apology'),
    office.jobs.length,
  ]
  const clear = () =>
    db.owner.query(
      `update commitments.commitment set state = 'released', waiting_for = null, closed_on = '2026-11-23', release_reason = 'withdrawn'
       where state in ('open', 'waiting'); delete from platform.message`,
    )
  beforeEach(clear)

  test('run again the same day changes nothing, whatever the day', async () => {
    await office.newCase('sent')
    const found = await office.newCase('assigned')
    await office.newCase('assigned', { sealed: true })
    for (const late of [-4, -1, 0, 1, 3, 9, 30]) {
      const today = addDays(found.commitment.dueOn, late)
      await sweep(host, today)
      const once = await everything()
      await sweep(host, today)
      await Promise.all([sweep(host, today), sweep(host, today)])
      expect(await everything(), `${late} days late`).toEqual(once)
    }
  })

  test('reminds the focal point before, on and after the day, once a day; nobody before that', async () => {
    const { commitment } = await office.newCase('assigned')
    const due = commitment.dueOn
    expect(due).toBe('2026-12-08')
    const heard: [number, string[]][] = []
    for (const offset of [-6, -5, -4, -1, 0, 1, 2]) {
      await db.owner.query('delete from platform.message')
      await sweep(host, addDays(due, offset))
      heard.push([offset, await told(here.officer)])
    }
    // Friday 4/12 is two working days before Tuesday 8/12.
    expect(heard).toEqual([
      [-6, []],
      [-5, []],
      [-4, ['before']],
      [-1, ['before']],
      [0, ['due']],
      [1, ['late']],
      [2, ['late']],
    ])
  })

  test('on the first day late drafts one apology for the head, with both days; the legal day stays', async () => {
    const found = await office.newCase('assigned')
    const due = found.commitment.dueOn
    await sweep(host, due)
    expect(await office.count('commitments.apology', `commitment_id = ${found.commitmentId}`)).toBe(0)
    await sweep(host, addDays(due, 1))
    await sweep(host, addDays(due, 2))
    const letters = await ask<Record<string, unknown>>('select * from commitments.apology where commitment_id = $1', [
      found.commitmentId,
    ])
    expect(letters).toMatchObject([
      { ordinal: 1, state: 'drafted', legal_due_on: due, signer_post_id: here.head.postId },
    ])
    expect(String(letters[0]?.further_on) > due).toBe(true)
    expect(await told(here.head)).toContain('apology')
    expect(await row(found.commitmentId)).toMatchObject({ due_on: due, first_due_on: due, state: 'open' })
  })

  test('three days late tells the post the head reports to, once, in its own unit', async () => {
    const found = await office.newCase('assigned')
    const due = found.commitment.dueOn
    await sweep(host, addDays(due, 2))
    expect(await told(office.above)).toEqual([])
    for (const late of [3, 4, 5]) await sweep(host, addDays(due, late))
    expect(await told(office.above)).toEqual(['escalated'])
  })

  test('what is sealed gets no apology and tells no superior; its owner hears only that there is something', async () => {
    const found = await office.newCase('assigned', { sealed: true })
    await sweep(host, addDays(found.commitment.dueOn, 20))
    expect(await office.count('commitments.apology', `commitment_id = ${found.commitmentId}`)).toBe(0)
    expect(await told(office.above)).toEqual([])
    const messages = await ask<{ title: string }>('select title from platform.message where subject_id = $1', [
      found.commitmentId,
    ])
    expect(messages.map((one) => one.title)).toEqual(['Việc theo chế độ riêng'])
  })

  test('what waits for others is reminded of too: the legal day does not wait', async () => {
    const found = await office.newCase('assigned')
    await db.owner.query(
      `update commitments.commitment set state = 'waiting', waiting_for = 'thợ điện' where id = $1`,
      [found.commitmentId],
    )
    await sweep(host, addDays(found.commitment.dueOn, 1))
    expect(await told(here.officer)).toContain('late')
  })
})

describe('a change of the calendar', () => {
  const OFF = day('2026-12-02')
  const events = (id: number) =>
    ask<{ payload: string }>(
      `select p.payload from platform.history h join platform.history_payload p on p.history_id = h.id
       where h.subject_kind = 'commitment' and h.subject_id = $1 and h.kind = 'dueMoved'`,
      [id],
    )

  test('counts every open due day again: one event and one message each, with the old and the new day', async () => {
    const open = await office.newCase('assigned')
    const extended = await office.newCase('assigned')
    await office.as(here.head, (tx) =>
      extend(tx, extended.commitmentId, addDays(extended.commitment.dueOn, 10), WHY, TODAY, here.head.postId),
    )
    const closed = await office.newCase('answered')
    const sealed = await office.newCase('assigned', { sealed: true })
    const due = open.commitment.dueOn
    expect(due).toBe('2026-12-08')
    await db.owner.query(
      `insert into calendar.day (day, kind, name, source) values ($1, 'off', 'Nghỉ bão', 'Công điện 1')`,
      [OFF],
    )
    await db.owner.query('delete from platform.message')

    expect(await recount(host, OFF)).toBeGreaterThanOrEqual(2)
    expect(await row(open.commitmentId)).toMatchObject({ due_on: '2026-12-09', first_due_on: '2026-12-09' })
    expect(await row(sealed.commitmentId)).toMatchObject({ due_on: '2026-12-09' })
    const proof = (await row(open.commitmentId))?.proof as {
      excluded: { day: string; reason: string }[]
      dueOn: string
    }
    expect(proof.dueOn).toBe('2026-12-09')
    expect(proof.excluded).toContainEqual(expect.objectContaining({ day: OFF, reason: 'Nghỉ bão' }))
    expect((await events(open.commitmentId)).map((one) => JSON.parse(one.payload))).toEqual([
      { from: due, to: '2026-12-09' },
    ])
    const messages = await ask<{ title: string }>(
      `select title from platform.message where subject_id = $1 and kind = 'dueMoved'`,
      [open.commitmentId],
    )
    expect(messages).toHaveLength(1)
    expect(messages[0]?.title).toContain('08/12/2026 sang 09/12/2026')

    expect((await row(extended.commitmentId))?.due_on, 'a day set by a person with a reason stays').toBe(
      addDays(due, 10),
    )
    expect((await row(closed.commitmentId))?.due_on, 'what is answered was on time by the calendar of its day').toBe(
      due,
    )

    expect(await recount(host, OFF), 'counted again, nothing moves').toBe(0)
    expect(await events(open.commitmentId)).toHaveLength(1)

    await db.owner.query('delete from calendar.day where day = $1', [OFF])
    await recount(host, OFF)
    expect(await row(open.commitmentId), 'and back').toMatchObject({ due_on: due })
    expect(await events(open.commitmentId)).toHaveLength(2)
    await office.as(null, (tx) => workingCalendar(tx, true))
  })
})

describe('figures', () => {
  const FROM = day('2026-01-01')
  const TO = day('2026-12-31')
  const figures = (unitId = neighbour.head.unitId) =>
    office.as(unitId === here.head.unitId ? here.observer : neighbour.observer, (tx) => figuresOf(tx, unitId, FROM, TO))
  const ours = () => figures(here.head.unitId)

  test('every share stands beside the whole it is a part of', async () => {
    const before = await ours()
    const answer = async (today: Day) => {
      const found = await office.newCase('assigned')
      await office.doing(here.officer, (it) => answerPoint(it, found.id, 1, 1, 'Đã xong việc này.', 'Ảnh'), today)
      await office.doing(
        here.officer,
        (it) => moveCase(it, found.id, found.version, { move: 'answer', closing: '' }),
        today,
      )
    }
    await answer(day('2026-12-08'))
    await answer(day('2026-12-09'))
    await office.newCase('guided')
    await office.newCase('filed')
    await office.newCase('sent')
    await office.newCase('answered', { sealed: true })
    const after = await ours()
    const more = Object.fromEntries(MEASURES.map((measure) => [measure, after[measure] - before[measure]]))
    expect(more).toMatchObject({ received: 5, onTime: 1, late: 1, guided: 1, filed: 1, transferred: 0, joined: 0 })
    expect(after.open - before.open, 'sealed ones stand nowhere').toBe(1)
  })

  test('a transferred case is received by both, answered by one', async () => {
    const [home, away] = [await ours(), await figures()]
    const found = await office.newCase('sent')
    await office.doing(here.intake, (it) =>
      moveCase(it, found.id, 1, { move: 'transfer', unitId: neighbour.head.unitId, reason: WHY }),
    )
    expect((await ours()).transferred - home.transferred).toBe(1)
    expect((await figures()).received - away.received).toBe(1)
  })

  test('folding changes no figure and leaves nothing to fold', async () => {
    const before = await ours()
    await db.owner.query('select commitments.fold_figures()')
    expect(await office.count('commitments.figure_delta')).toBe(0)
    expect(await ours()).toEqual(before)
    await office.newCase('sent')
    await db.owner.query('select commitments.fold_figures()')
    expect((await ours()).received).toBe(before.received + 1)
  })
})
