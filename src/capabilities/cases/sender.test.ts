import { afterAll, expect, test } from 'vitest'
import { anOffice, type CitizenCase } from '../../../test/office.ts'
import { inTransaction } from '../../platform/db.ts'
import { historyOf } from '../../platform/history.ts'
import { writeAsSender } from './index.ts'
import { writeToSender } from './office-actions.ts'
import { submissionsOf } from './queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here } = office

/** What somebody does who came with number and code: no post stands behind it. */
const asSender = <T>(of: CitizenCase, work: (tx: Parameters<typeof writeAsSender>[0]) => Promise<T>) =>
  inTransaction(office.db.database, { unitId: of.unitId, postId: null, sealId: of.sealId }, work)

const submissionOf = async (of: CitizenCase) => (await asSender(of, (tx) => submissionsOf(tx, of.id)))[0]?.id ?? 0

test('a message that ends the waiting is the act of the sender, not of the focal point', async () => {
  const found = await office.newCase('assigned')
  await office.doing(here.officer, (context) => writeToSender(context, found.id, 'Xin bổ sung ảnh.', true))
  const id = await submissionOf(found)
  await asSender(found, (tx) => writeAsSender(tx, found.id, id, 'Tôi gửi thêm: cột số 12.'))
  const entries = await office.as(here.head, (tx) => historyOf(tx, { kind: 'commitment', id: found.commitmentId }))
  const said = entries.map(({ kind, postId, payload }) => ({ kind, postId, by: payload?.by ?? null }))
  expect(said).toContainEqual({ kind: 'wait', postId: here.officer.postId, by: null })
  expect(said).toContainEqual({ kind: 'goOn', postId: null, by: 'sender' })
  expect((await office.caseNow(found.id)).commitment.state).toBe('open')
})
