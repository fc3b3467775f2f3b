import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { anOffice } from '../../../test/office.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { db, here } = office

describe('năm rõ: the database refuses a promise', () => {
  const SEAL = '7f6ad7a2-5a0c-4c9b-9b60-000000000001'
  const proof = JSON.stringify({
    rule: 'PAKN-06',
    cite: 'Điều 1',
    from: '2026-11-23',
    dueOn: '2026-12-08',
    excluded: [],
  })
  const sound = {
    ...{
      unit_id: here.head.unitId,
      seal_id: null,
      source: 'case',
      owner_post_id: here.intake.postId,
      title: 'Nạo vét cống',
    },
    ...{
      public_title: 'Trả lời một phản ánh',
      owed_to: 'người gửi',
      supervisor_post_id: here.head.postId,
      workflow: 'feedback',
    },
    ...{ step: 'sent', expected_result: 'Cống thông', result: null, evidence: null, state: 'open', waiting_for: null },
    ...{ started_on: '2026-11-23', due_on: '2026-12-08', first_due_on: '2026-12-08', rule_id: 'PAKN-06', proof },
    ...{ provisional: false, closed_on: null, release_reason: null, public: true, folded: '' },
  }
  const insert = (change: Record<string, unknown>) => {
    const it = { ...sound, ...change }
    const names = Object.keys(it)
    return db.owner.query(
      `insert into commitments.commitment (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(it),
    )
  }
  const done = { state: 'fulfilled', result: 'Đã thông cống', evidence: 'Ảnh', closed_on: '2026-12-01' }
  beforeEach(async () => {
    await db.owner.query('insert into platform.seal (id, unit_id) values ($1, $2) on conflict do nothing', [
      SEAL,
      here.head.unitId,
    ])
  })

  test('not one that is sound, open or kept', async () => {
    await insert({})
    await insert(done)
    await insert({ state: 'waiting', waiting_for: 'người gửi bổ sung' })
    await insert({ seal_id: SEAL, public: false, title: 'Việc theo chế độ riêng' })
  })

  for (const [what, change, code] of [
    ['rõ người: without an owner', { owner_post_id: null }, '23502'],
    ['rõ người: owned by a post that does not exist', { owner_post_id: 999_999 }, '23503'],
    ['rõ việc: without words', { title: '   ' }, '23514'],
    ['rõ việc: owed to nobody', { owed_to: ' ' }, '23514'],
    ['rõ trách nhiệm: without somebody who answers for it', { supervisor_post_id: null }, '23502'],
    ['rõ quy trình: without a workflow', { workflow: '' }, '23514'],
    ['rõ quy trình: in a state there is not', { state: 'lost' }, '23514'],
    ['rõ hiệu quả: without an expected result', { expected_result: '' }, '23514'],
    ['rõ hiệu quả: kept without a result', { ...done, result: null }, '23514'],
    ['rõ hiệu quả: kept without evidence', { ...done, evidence: null }, '23514'],
    ['rõ hiệu quả: kept with blank evidence', { ...done, evidence: '  ' }, '23514'],
    ['kept without a day', { ...done, closed_on: null }, '23514'],
    ['closed on a day and still open', { closed_on: '2026-12-01' }, '23514'],
    ['released without saying why', { state: 'released', closed_on: '2026-12-01' }, '23514'],
    ['waiting for nobody', { state: 'waiting' }, '23514'],
    ['waiting for somebody and open', { waiting_for: 'ai đó' }, '23514'],
    ['due before it starts', { due_on: '2026-11-22' }, '23514'],
    ['without a due day', { due_on: null }, '23502'],
    ['without the law that set the day', { proof: JSON.stringify({ rule: 'x' }) }, '23514'],
    ['sealed and with a title', { seal_id: SEAL, public: false }, '23514'],
    ['sealed and public', { seal_id: SEAL, title: 'Việc theo chế độ riêng' }, '23514'],
  ] as const)
    test(what, async () => {
      await expect(insert(change)).rejects.toMatchObject({ code })
    })

  test('and none is ever deleted by the application', async () => {
    await expect(db.database.pool.query('delete from commitments.commitment')).rejects.toMatchObject({ code: '42501' })
  })

  test('an apology is not signed without a true cause and a change, and its further day comes after the legal one', async () => {
    const found = await office.newCase('assigned')
    const apology = (change: string) =>
      db.owner.query(
        `insert into commitments.apology (commitment_id, unit_id, ordinal, legal_due_on, further_on, signer_post_id, state, cause, change, signed_at)
         values ($1, $2, 1, '2026-12-08', ${change})`,
        [found.commitmentId, here.head.unitId],
      )
    const refused = { code: '23514' }
    await expect(apology(`'2026-12-15', ${here.head.postId}, 'signed', null, null, now()`)).rejects.toMatchObject(
      refused,
    )
    await expect(apology(`'2026-12-15', ${here.head.postId}, 'signed', 'ngắn', 'ngắn', now()`)).rejects.toMatchObject(
      refused,
    )
    await expect(apology(`'2026-12-08', ${here.head.postId}, 'drafted', null, null, null`)).rejects.toMatchObject(
      refused,
    )
  })
})
