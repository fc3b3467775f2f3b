import { sql } from 'kysely'
import { type Day, readDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { readCode } from '../../platform/keys.ts'
import type { Actor } from '../../platform/rights.ts'
import { casesBy } from '../cases/index.ts'
import { codesOf, type OutsideCode } from './outside-queries.ts'
import type { RegistersTables } from './tables.ts'

/** Keeps codes with the days they were entered, each an event of its case; what is as it was leaves no trace. */
export async function enterCodes(
  tx: Tx,
  actor: Actor,
  codes: readonly OutsideCode[],
  happenedAt: Date,
): Promise<number> {
  const known = new Map(
    (
      await codesOf(
        tx,
        codes.map((one) => one.caseId),
      )
    ).map((one) => [`${one.caseId} ${one.system}`, one]),
  )
  const news = codes.filter((one) => {
    const before = known.get(`${one.caseId} ${one.system}`)
    return before?.code !== one.code || before.enteredOn !== one.enteredOn
  })
  for (const { caseId, system, code, enteredOn } of news) {
    await own<RegistersTables>(tx)
      .insertInto('registers.outsideCode')
      .values({ caseId, system, code, enteredOn, postId: actor.postId })
      .onConflict((conflict) =>
        conflict.columns(['caseId', 'system']).doUpdateSet({ code, enteredOn, postId: actor.postId, at: sql`now()` }),
      )
      .execute()
    record(tx, {
      subject: { kind: 'case', id: caseId },
      ...{ unitId: actor.unitId, sealId: null, kind: 'enteredOutside', postId: actor.postId, happenedAt },
      payload: { system, code, enteredOn },
    })
  }
  return news.length
}

export type SheetFault = 'noCase' | 'noDay' | 'noCode' | 'future'

/** The sheet as it came back: a code and a day per number; or every line that is wrong. Lines with neither are not yet done. */
export async function readSheetBack(
  tx: Tx,
  rows: readonly { line: number; number: string; code: string; day: string }[],
  today: Day,
): Promise<{ codes: OutsideCode[] } | { wrong: { line: number; why: SheetFault }[] }> {
  const filled = rows.filter(({ code, day }) => code !== '' || day !== '')
  const numbers = filled.map(({ number }) => readCode(number))
  const cases = new Map((await casesBy(tx, 'number', numbers)).map((one) => [one.number, one.id]))
  const wrong: { line: number; why: SheetFault }[] = []
  const codes: OutsideCode[] = []
  filled.forEach(({ line, code, day }, n) => {
    const caseId = cases.get(numbers[n] ?? '')
    const enteredOn = readDay(day)
    if (caseId === undefined) wrong.push({ line, why: 'noCase' })
    else if (code === '') wrong.push({ line, why: 'noCode' })
    else if (!enteredOn) wrong.push({ line, why: 'noDay' })
    else if (enteredOn > today) wrong.push({ line, why: 'future' })
    else codes.push({ caseId, system: 'national', code: code.slice(0, 100), enteredOn })
  })
  return wrong.length > 0 ? { wrong } : { codes }
}
