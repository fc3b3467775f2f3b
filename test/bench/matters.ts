import { randomBytes } from 'node:crypto'
import { similarPublished } from '../../src/capabilities/cases/publication-queries.ts'
import { addSignatories } from '../../src/capabilities/complaints/group-actions.ts'
import { lodgeComplaint } from '../../src/capabilities/complaints/lodge-actions.ts'
import { complaintByCase } from '../../src/capabilities/complaints/queries.ts'
import { type Day, dayIn } from '../../src/platform/day.ts'
import { inTransaction, openDatabase } from '../../src/platform/db.ts'
import type { Actor } from '../../src/platform/rights.ts'
import { measure } from './load.ts'

const SIGNATORIES = 5000
const TEXTS = [
  'Đèn đường trước trường học lại tắt mấy hôm',
  'Rác thải chất đống bên cống thoát nước',
  'Nước sạch yếu quá',
]

/** What a sender is shown before sending, with all cases stored; and a complaint that five thousand people signed. */
export async function matters(
  appUrl: string,
  { unitId, intake }: { unitId: number; intake: number },
  row: (...cells: string[]) => void,
): Promise<void> {
  const database = openDatabase(appUrl, 8)
  const standing = { unitId, postId: intake, sealId: null }
  try {
    const ask = (n: number) =>
      inTransaction(database, standing, (tx) => similarPublished(tx, unitId, TEXTS[n % TEXTS.length] ?? ''))
    await measure(2, 40, async (n) => void (await ask(n)))
    const similar = await measure(8, 600, async (n) => void (await ask(n)))
    row('similar published cases', `p95 ${similar.p95} ms`, `${similar.perSecond}/s at 8 clients`, 'p95 < 50 ms')
    const today: Day = dayIn(new Date())
    const from = performance.now()
    await inTransaction(database, standing, async (tx) => {
      const { caseId } = await lodgeComplaint(
        tx,
        {
          ...{ unitId, text: 'Không đồng ý mức bồi thường của dự án.', demand: 'Xem lại mức bồi thường' },
          ...{
            against: 'Quyết định 15/QĐ-UBND',
            subject: 'decision',
            ordinal: 1,
            decisionNumber: null,
            knownOn: today,
          },
          ...{ category: 'land', codeHash: randomBytes(32), enteredBy: intake, happenedAt: new Date() },
          sender: { name: 'Người đại diện thử', address: 'Thôn 1', phone: null, email: null },
          signed: { on: today, how: 'counter', postmarkOn: null },
        },
        today,
      )
      const found = await complaintByCase(tx, caseId)
      if (!found) throw new Error('no complaint')
      const actor = { unitId, postId: intake, roles: new Set(['intake']) } as unknown as Actor
      const host = { now: () => new Date() } as never
      const people = Array.from({ length: SIGNATORIES }, (_, n) => ({
        ...{ name: `Người ký thử ${n}`, address: `Thôn ${n % 12}`, represents: n < 5 },
      }))
      const done = await addSignatories({ tx, host, actor }, found, people)
      if ('refused' in done) throw new Error(done.refused)
    })
    const seconds = (performance.now() - from) / 1000
    row('a complaint of 5,000 signatories', `${seconds.toFixed(2)} s`, 'lodged and signed in one transaction', '2 s')
  } finally {
    await database.pool.end()
  }
}
