import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { casesBy, casesToEnter, type ListedCase } from '../cases/index.ts'
import type { RegistersTables } from './tables.ts'

export const SYSTEMS = ['national', 'province', 'ministry'] as const
export type System = (typeof SYSTEMS)[number]

export interface OutsideCode {
  caseId: number
  system: System
  code: string
  enteredOn: Day
}

export function codesOf(tx: Tx, caseIds: readonly number[]): Promise<OutsideCode[]> {
  if (caseIds.length === 0) return Promise.resolve([])
  return own<RegistersTables>(tx)
    .selectFrom('registers.outsideCode')
    .where('caseId', 'in', [...caseIds])
    .orderBy('system')
    .select(['caseId', 'system', 'code', 'enteredOn'])
    .execute() as Promise<OutsideCode[]>
}

const CHUNK = 500
const MOST_CHUNKS = 40

/** Cases that have no code in the national database yet, newest first. Walks the cases in chunks: each door keeps to its own tables. */
export async function stillToEnter(
  tx: Tx,
  unitId: number,
  beforeId: number | null,
  size: number,
): Promise<{ rows: ListedCase[]; next: number | null }> {
  const found: ListedCase[] = []
  let before = beforeId
  for (let n = 0; n < MOST_CHUNKS && found.length <= size; n++) {
    const chunk = await casesToEnter(tx, unitId, before, CHUNK)
    const entered = new Set(
      (
        await codesOf(
          tx,
          chunk.map(({ id }) => id),
        )
      )
        .filter((one) => one.system === 'national')
        .map((one) => one.caseId),
    )
    found.push(...chunk.filter(({ id }) => !entered.has(id)))
    before = chunk.at(-1)?.id ?? before
    if (chunk.length < CHUNK) break
  }
  const rows = found.slice(0, size)
  return { rows, next: found.length > size ? (rows.at(-1)?.id ?? null) : null }
}

const ENTERED_SHOWN = 100

/** The latest cases that have a code somewhere. */
export async function enteredLately(tx: Tx): Promise<{ rows: ListedCase[]; codes: OutsideCode[] }> {
  const { rows } = await sql<{ caseId: number }>`select case_id from registers.outside_code
    group by case_id order by max(at) desc, case_id desc limit ${ENTERED_SHOWN}`.execute(own<RegistersTables>(tx))
  const ids = rows.map(({ caseId }) => caseId)
  return { rows: await casesBy(tx, 'id', ids), codes: await codesOf(tx, ids) }
}
