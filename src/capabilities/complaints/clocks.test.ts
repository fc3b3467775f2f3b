import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { complaintsIn, WHY } from '../../../test/complaint.ts'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, day } from '../../platform/day.ts'
import { inTransaction, own, sqlState, type Tx } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { askReopen, moveCase, rateAnswer, submissionsOf } from '../cases/index.ts'
import { sweep } from '../commitments/index.ts'
import { addSignatories } from './group-actions.ts'
import { advance } from './jobs.ts'
import type { MoveInput } from './move-input.ts'
import {
  againUntil,
  type FoundComplaint,
  listPublished,
  pressuresOf,
  requestByToken,
  signatoriesOf,
  signatoryCount,
  stepsOf,
  withdrawalsOf,
} from './queries.ts'
import { replyToRequest, revokeWithdrawal, tokenHash, withdrawAsSender } from './side-actions.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, above, host } = office
const { lodged, now, tryMove, move, inState, INPUTS, decide } = complaintsIn(office)

describe('the clocks', () => {
  test('a typed complaint waits: nothing is due, nobody is reminded, until it is signed (Điều 8)', async () => {
    const of = await lodged({ signed: false, on: day('2026-11-02') })
    expect(of.of.commitment).toMatchObject({ state: 'waiting', heldOn: '2026-11-02', waitingFor: 'người gửi ký đơn' })
    await sweep(host, day('2027-09-01'))
    expect(await office.count('commitments.reminder', `commitment_id = ${of.of.commitmentId}`)).toBe(0)
    const signed = await move(here.intake, of, {
      ...{ move: 'sign', signedOn: TODAY, signedHow: 'counter', postmarkOn: null },
    })
    expect(signed.of.sentOn).toBe('2026-11-02')
    expect(signed.of.commitment).toMatchObject({ state: 'open', heldOn: null, startedOn: TODAY })
  })

  test('of KN-03 and KN-04 the earlier binds: 10 calendar days end on 03/12, 7 working days on 03/12', async () => {
    const of = await lodged()
    // 24/11/2026 is a day off, so seven working days after Monday 23/11 end on 03/12; ten calendar days end the same day.
    expect(of.of.commitment.dueOn).toBe('2026-12-03')
    const [step] = await office.as(here.head, (tx) => stepsOf(tx, of.of.id))
    expect(step).toMatchObject({ what: 'accept', commitment: { dueOn: '2026-12-03', state: 'open' } })
  })

  test('acceptance ends its clock and starts the thirty days of article 28; "complex" only by a document', async () => {
    const of = await inState('accepted')
    expect(of.of.commitment).toMatchObject({ dueOn: '2026-12-23', ownerPostId: here.officer.postId })
    const [step] = await office.as(here.head, (tx) => stepsOf(tx, of.of.id))
    expect(step?.commitment.state).toBe('fulfilled')
    const complex = await move(here.head, of, INPUTS.declareComplex.input)
    expect(complex.of.commitment.dueOn).toBe('2027-01-07')
    expect(complex.of.commitment.proof.rule).toBe('KN-05.complex')
    expect(await tryMove(here.head, of, INPUTS.declareComplex.input)).toEqual({ refused: 'complexAlready' })
  })

  test('suspended days do not count, are named in the proof, and nothing is late meanwhile (Điều 11a)', async () => {
    const of = await inState('suspended')
    expect(of.of.commitment.heldOn).toBe(TODAY)
    const going = await move(here.head, of, { move: 'resume', documentNumber: '6/QĐ' }, addDays(TODAY, 10))
    expect(going.of.commitment).toMatchObject({ heldOn: null, dueOn: '2027-01-04' })
    const paused = going.of.commitment.proof.excluded.filter(({ reason }) => reason.startsWith('Tạm đình chỉ'))
    // Nine days later than 23/12 is New Year, then a weekend: the period never ends on a day off.
    expect(paused).toHaveLength(9)
    expect(paused[0]?.source).toBe('4/QĐ')
    const steps = await office.as(here.head, (tx) => stepsOf(tx, of.of.id))
    expect(steps.filter(({ what }) => what === 'sendSuspension')).toHaveLength(2)
  })

  test('a unit on the list of remote areas has the longer days, and the complaint names the document', async () => {
    await office.db.owner.query(
      `insert into complaints.remote_unit (unit_id, in_force, document_number, document_on) values ($1, '[2026-01-01,)', '861/QĐ-TTg', '2021-06-04')`,
      [here.head.unitId],
    )
    const of = await inState('accepted')
    expect(of.it.remoteDocument).toBe('861/QĐ-TTg ngày 04/06/2021')
    expect(of.of.commitment.proof.rule).toBe('KN-05.remote')
    await office.db.owner.query('delete from complaints.remote_unit')
  })

  test('after the day has passed undecided, and after a decision was received, until when one may go on', async () => {
    const of = await inState('verifying')
    const later = addDays(of.of.commitment.dueOn, 3)
    expect((await office.as(here.head, (tx) => againUntil(tx, of, TODAY))) ?? null).toBeNull()
    expect((await office.as(here.head, (tx) => againUntil(tx, of, later)))?.rule).toBe('KN-12')
    const decided = await move(here.head, of, decide)
    expect(await office.as(here.head, (tx) => againUntil(tx, decided, TODAY))).toBeNull()
    const served = await move(here.intake, decided, INPUTS.serve.input)
    expect((await office.as(here.head, (tx) => againUntil(tx, served, TODAY)))?.from).toBe(TODAY)
  })
})

describe('what the law owes on the way', () => {
  test('a second complaint is not decided without a dialogue, invited long enough before (KN-09)', async () => {
    let of = await lodged({ ordinal: 2 })
    of = await move(here.head, of, INPUTS.accept.input)
    of = await move(here.officer, of, INPUTS.verify.input)
    expect(await tryMove(here.head, of, decide)).toEqual({ refused: 'dialogueOwed' })
    const soon: MoveInput = { move: 'callDialogue', heldOn: addDays(TODAY, 2), place: 'Trụ sở' }
    expect(await tryMove(here.officer, of, soon)).toEqual({ refused: 'tooSoon' })
    const held = addDays(TODAY, 8)
    of = await move(here.officer, of, { move: 'callDialogue', heldOn: held, place: 'Trụ sở' })
    const absent: MoveInput = { move: 'recordDialogue', dialogueOutcome: 'absent', minutes: null }
    expect(await tryMove(here.officer, of, absent)).toEqual({ refused: 'notYetHeld' })
    of = await move(here.officer, of, absent, held)
    of = await move(here.head, of, decide, held)
    expect(of.it.state).toBe('decided')
  })

  test('the same in a first one when demand and findings still differ', async () => {
    const of = await move(here.officer, await inState('verifying'), INPUTS.differ.input)
    expect(await tryMove(here.head, of, decide)).toEqual({ refused: 'dialogueOwed' })
  })

  test('sending and publishing are clocks of their own; both end with proof', async () => {
    let of = await inState('decided')
    const open = async () =>
      (await office.as(here.head, (tx) => stepsOf(tx, of.of.id))).flatMap(({ what, commitment }) =>
        commitment.state === 'open' ? [[what, commitment.dueOn]] : [],
      )
    expect(await open()).toEqual([
      ['send', '2026-11-27'],
      ['publish', '2026-12-08'],
    ])
    of = await move(here.intake, of, INPUTS.serve.input)
    of = await move(here.intake, of, INPUTS.proposePublication.input)
    expect(await tryMove(here.head, of, INPUTS.publish.input)).toMatchObject({ done: true })
    expect(await open()).toEqual([])
    const [copy] = await office.as(null, (tx) => listPublished(tx, here.head.unitId, null, 5))
    expect(copy).toMatchObject({ title: 'Về phạt rác thải', settledNumber: '20/QĐ-UBND' })
    expect(JSON.stringify(copy)).not.toContain('Tám')
  })

  test('who wrote the public copy does not publish it, under whatever hat', async () => {
    const of = await move(here.intake, await inState('decided'), INPUTS.proposePublication.input)
    const same = { ...here.reviewer, personId: here.intake.personId }
    expect(await tryMove(same, of, INPUTS.publish.input)).toEqual({ refused: 'samePerson' })
  })

  test('a body outside answers once through its link; only the hash of the link is kept', async () => {
    const of = await inState('verifying')
    const made = await tryMove(here.officer, of, INPUTS.request.input)
    const token = 'secret' in made ? String(made.secret) : ''
    expect(token).toHaveLength(32)
    const everything = JSON.stringify((await office.db.owner.query('select * from complaints.request')).rows)
    expect(everything).not.toContain(token)
    const door = await office.as(null, (tx) => requestByToken(tx, tokenHash(token)))
    const standing = { unitId: here.head.unitId, postId: null, sealId: null }
    const answer = () =>
      inTransaction(office.db.database, standing, (tx) =>
        replyToRequest({ tx, host }, door?.id ?? 0, 'Đã đo ngày 3/11.', 'Ông A'),
      )
    expect(await answer()).toEqual({ done: true })
    expect(await answer()).toEqual({ refused: 'answered' })
    expect(await office.as(null, (tx) => requestByToken(tx, tokenHash(`${token.slice(1)}x`)))).toBeNull()
  })

  test('a decision takes effect after its days, once, by the morning run', async () => {
    const of = await inState('decided')
    expect(of.it.effectiveOn).toBe('2026-12-24')
    await advance(host, day('2026-12-23'))
    expect((await now(of.of.id)).it.state).toBe('decided')
    await advance(host, day('2026-12-24'))
    await advance(host, day('2026-12-24'))
    expect((await now(of.of.id)).it).toMatchObject({ state: 'effective', version: of.it.version + 1 })
  })
})

describe('withdrawing by code (safeguards 2.11)', () => {
  const asSender = <T>(of: FoundComplaint, work: (tx: Tx) => Promise<T>) =>
    inTransaction(office.db.database, { unitId: of.of.unitId, postId: null, sealId: null }, work)

  test("two days to change one's mind; what was said of pressure is read one level up and nowhere else", async () => {
    const of = await inState('lodged')
    const asked = await asSender(of, (tx) => withdrawAsSender({ tx, host }, of.of.id, 'Trưởng thôn dọa tôi', TODAY))
    expect(asked).toEqual({ done: true, takesEffectOn: addDays(TODAY, 2) })
    const reads = async (who: Actor) =>
      (await office.as(who, (tx) => pressuresOf(tx, who.unitId))).map((one) => one.text)
    expect([await reads(here.head), await reads(neighbour.head), await reads(above)]).toEqual([
      [],
      [],
      ['Trưởng thôn dọa tôi'],
    ])
    await advance(host, addDays(TODAY, 1))
    expect((await now(of.of.id)).it.state).toBe('lodged')
    await asSender(of, (tx) => revokeWithdrawal({ tx, host }, of.of.id, addDays(TODAY, 1)))
    await advance(host, addDays(TODAY, 3))
    expect((await now(of.of.id)).it.state).toBe('lodged')
  })

  test('not taken back it counts: before acceptance the matter ends, afterwards the settler discontinues', async () => {
    const [before, after] = [await inState('lodged'), await inState('verifying')]
    for (const of of [before, after]) await asSender(of, (tx) => withdrawAsSender({ tx, host }, of.of.id, null, TODAY))
    await advance(host, addDays(TODAY, 2))
    expect((await now(before.of.id)).it.state).toBe('withdrawn')
    expect((await now(after.of.id)).it.state).toBe('verifying')
    expect((await office.as(here.head, (tx) => withdrawalsOf(tx, after.of.id)))[0]?.done).toBe(true)
    const made = await tryMove(here.head, after, {
      move: 'discontinue',
      discontinuedGround: 'withdrawn',
      documentNumber: '9/QĐ',
    })
    expect(made).toMatchObject({ done: true })
  })

  test('nobody discontinues as withdrawn what nobody withdrew', async () => {
    const of = await inState('verifying')
    const input: MoveInput = { move: 'discontinue', discontinuedGround: 'withdrawn', documentNumber: '9/QĐ' }
    expect(await tryMove(here.head, of, input)).toEqual({ refused: 'notWithdrawn' })
  })
})

describe('a complaint of many', () => {
  const people = (n: number, speaking: number) =>
    Array.from({ length: n }, (_, i) => ({ name: `Người ${i}`, address: null, represents: i < speaking }))

  test('up to ten people two representatives, above that five (Điều 29); signatories only for focal point and settler', async () => {
    const of = await inState('accepted')
    const add = (n: number, speaking: number) =>
      office.doing(here.intake, (context) => addSignatories(context, of, people(n, speaking)))
    expect(await add(8, 3)).toEqual({ refused: 'tooMany', of: 8 })
    expect(await add(8, 2)).toEqual({ done: true })
    expect(await add(4, 4)).toEqual({ refused: 'tooMany', of: 12 })
    expect(await add(4, 3)).toEqual({ done: true })
    const seen = async (who: Actor) => (await office.as(who, (tx) => signatoriesOf(tx, of.of.id))).length
    const all = await Promise.all(ROLES.map(async (role) => [role, await seen(here[role])] as const))
    expect(Object.fromEntries(all)).toEqual({
      ...Object.fromEntries(ROLES.map((role) => [role, 0])),
      ...{ head: 12, officer: 12 },
    })
    expect(await office.as(here.observer, (tx) => signatoryCount(tx, of.of.id))).toBe(12)
    expect(await seen(neighbour.head)).toBe(0)
    const listed = office.as(here.head, async (tx) => {
      await sql`select name from complaints.signatory`.execute(own(tx))
    })
    await expect(listed).rejects.toThrow('permission denied')
  })
})

describe('the database refuses what the law does not know', () => {
  const refusal = async (text: string, values: unknown[] = []) =>
    office.db.owner.query(text, values).then(
      () => 'taken',
      (error) => sqlState(error),
    )

  test('no state without what it rests on', async () => {
    const { of } = await inState('lodged')
    const set = (what: string) => refusal(`update complaints.complaint set ${what} where case_id = ${of.id}`)
    for (const what of [
      ...["state = 'accepted'", "state = 'decided', accepted_on = current_date", "state = 'refused'"],
      ...[
        "state = 'effective'",
        "state = 'discontinued'",
        'remote = true',
        'signed_on = null',
        "complex_on = '2026-11-23'",
      ],
    ])
      expect(await set(what), what).toBe('23514')
  })

  test('suspensions do not overlap, a dialogue is not held before it is called', async () => {
    const { of } = await inState('suspended')
    const pause = `insert into complaints.pause (case_id, unit_id, during, ground, document_number) values (${of.id}, ${of.unitId}, '[2026-12-01,)', 'Chờ tòa án', '1')`
    expect(await refusal(pause)).toBe('23P01')
    const dialogue = `insert into complaints.dialogue (case_id, unit_id, invited_on, held_on, place) values (${of.id}, ${of.unitId}, '2026-12-10', '2026-12-09', 'Trụ sở')`
    expect(await refusal(dialogue)).toBe('23514')
  })
})

test('a complaint is neither rated nor reopened nor moved like feedback (safeguards 1.6)', async () => {
  const of = await inState('decided')
  await office.as(here.head, async (tx) => {
    const id = (await submissionsOf(tx, of.of.id))[0]?.id ?? 0
    expect(await rateAnswer({ tx, host }, of.of.id, id, 'solved', null)).toEqual({
      refused: 'notAnswered',
    })
    expect(await askReopen({ tx, host }, of.of.id, id, WHY)).toEqual({ refused: 'notAnswered' })
    const context = { tx, host, actor: here.head, today: TODAY }
    expect(await moveCase(context, of.of.id, of.of.version, { move: 'reopen', reason: WHY })).toEqual({
      refused: 'notOpen',
    })
  })
})
